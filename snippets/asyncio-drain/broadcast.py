"""The same to three receivers, and one of them reads nothing."""

import asyncio
import socket

PIECE = bytes(1000)
PIECES = 120
MOST = 50_000  # bytes that may wait for one receiver


async def connect():
    """A writer, and the socket at its other end."""
    one, other = socket.socketpair()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    _, writer = await asyncio.open_connection(sock=one)
    return writer, other


async def broadcast(writers):
    for name, writer in list(writers.items()):
        writer.write(PIECE)
        if writer.transport.get_write_buffer_size() > MOST:
            print(name, "has more than 50,000 bytes to read: let go")
            writer.transport.abort()
            del writers[name]


async def main():
    eve, unread = await connect()
    writers, readers = {"Eve": eve}, []
    for name in "Ann", "Bob":
        writers[name], other = await connect()
        readers.append(await asyncio.open_connection(sock=other))

    try:
        async with asyncio.timeout(10):
            for _ in range(PIECES):
                await broadcast(writers)
                for reader, _ in readers:
                    await reader.readexactly(len(PIECE))
        print("Ann and Bob have read all", PIECES, "pieces")
    except TimeoutError:
        print("nobody gets anything any more")
    unread.close()
    for _, far_writer in readers:
        far_writer.close()
    for writer in eve, *writers.values():
        writer.transport.abort()


asyncio.run(main())
