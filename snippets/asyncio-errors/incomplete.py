"""The stream ends before all is there that was asked for."""

import asyncio


async def serve(reader, writer):
    writer.write(b"four")
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(
        serve, "127.0.0.1", 0
    ) as server:
        address = server.sockets[0].getsockname()
        reads = {
            "readexactly(10)": lambda reader: reader.readexactly(10),
            "readuntil(b'\\n')": lambda reader: reader.readuntil(b"\n"),
            "readline()": lambda reader: reader.readline(),
            "read()": lambda reader: reader.read(),
        }
        for name, read in reads.items():
            reader, writer = await asyncio.open_connection(*address)
            print(name)
            try:
                print("  returns", await read(reader))
            except asyncio.IncompleteReadError as error:
                print(f"  {type(error).__name__}: {error}")
                print("  partial:", error.partial)
                print("  an OSError:", isinstance(error, OSError))
            writer.close()
            await writer.wait_closed()


asyncio.run(main())
