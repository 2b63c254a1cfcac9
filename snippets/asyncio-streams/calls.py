"""What each call of a StreamReader returns, from the same pieces.

Shows what one recv returns.
"""

import asyncio

PIECES = b"1 2 3", b"\n42 0\n7", b"\n"


async def serve(reader, writer):
    """Send each piece when a byte asks for it; wait for the end."""
    for piece in PIECES:
        await reader.readexactly(1)
        writer.write(piece)
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    for name, pieces, read in (
        ("read(100)", 1, lambda reader: reader.read(100)),
        ("readline()", 3, lambda reader: reader.readline()),
        ("readuntil(b'42')", 3, lambda reader: reader.readuntil(b"42")),
        ("readexactly(7)", 3, lambda reader: reader.readexactly(7)),
        ("read()", 3, lambda reader: reader.read()),
    ):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"." * pieces)
        try:
            async with asyncio.timeout(2):
                print(f"{name}: {await read(reader)}")
        except TimeoutError:
            print(f"{name}: nothing in two seconds")
        writer.write(b"." * (3 - pieces))
        writer.write_eof()
        print("  still to be read:", await reader.read())
        writer.close()
        await writer.wait_closed()
    server.close()


asyncio.run(main())
