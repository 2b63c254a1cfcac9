"""Read a line that is longer than the reader's limit."""

import asyncio


async def serve(reader, writer):
    writer.write(b"short\n" + b"long " * 20)
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(
        serve, "127.0.0.1", 0
    ) as server:
        address = server.sockets[0].getsockname()
        # The default limit is 64 KiB.
        reader, writer = await asyncio.open_connection(
            *address, limit=20
        )
        print("readline:", await reader.readline())
        try:
            await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            print(f"{type(error).__name__}: {error}")
        print("still there:", await reader.readexactly(5))
        try:
            await reader.readline()
        except ValueError as error:
            print(f"{type(error).__name__}: {error}")
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
