"""asyncio.timeout covers whatever is awaited inside it."""

import asyncio

PATIENCE = 0.4


async def dribble(reader, writer):
    """Send a byte at a time; hurry when asked to."""
    try:
        for byte in b"hello\nworld\n":
            writer.write(bytes([byte]))
            await writer.drain()
            try:
                async with asyncio.timeout(0.1):
                    await hurry.wait()
            except TimeoutError:
                pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(dribble, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    async with server:
        reader, writer = await asyncio.open_connection(*address)
        try:
            async with asyncio.timeout(PATIENCE):
                first = await reader.readline()
                second = await reader.readline()
                print("received", first, second)
        except TimeoutError as error:
            print("gave up:", type(error).__name__)

        # What had come is still in the reader's buffer.
        hurry.set()
        rest = await reader.read()
        print("still to be read:", rest)
        writer.close()
        await writer.wait_closed()


hurry = asyncio.Event()
asyncio.run(main())
