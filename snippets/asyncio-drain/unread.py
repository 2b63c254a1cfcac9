"""Write to a peer that reads nothing, without drain and with it."""

import asyncio
import socket

PIECE = bytes(16 * 1024)
PIECES = 2000  # 31 MiB in all


async def send(drains):
    """How many writes were made, and the most that waited."""
    one, other = socket.socketpair()
    _, writer = await asyncio.open_connection(sock=one)
    waiting = writer.transport.get_write_buffer_size
    writes = most = 0
    try:
        async with asyncio.timeout(2):
            for _ in range(PIECES):
                writer.write(PIECE)
                writes += 1
                most = max(most, waiting())
                if drains:
                    await writer.drain()
    except TimeoutError:
        print("  drain waited until the time-out")
    writer.transport.abort()
    other.close()
    return writes, most


async def main():
    print("without drain:")
    writes, most = await send(drains=False)
    print("  all pieces written:", writes == PIECES)
    print("  more than 30 MiB in the buffer:", most > 30 << 20)

    print("with drain:")
    writes, most = await send(drains=True)
    print("  all pieces written:", writes == PIECES)
    print("  in the buffer:", most // 1024, "KiB at most")


asyncio.run(main())
