"""The two marks: where drain begins to wait, and where it ends."""

import asyncio
import socket

HIGH = 100_000


async def main():
    one, other = socket.socketpair()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    _, writer = await asyncio.open_connection(sock=one)
    transport = writer.transport
    waiting = transport.get_write_buffer_size
    print("low and high:", transport.get_write_buffer_limits())
    transport.set_write_buffer_limits(high=HIGH)
    low, high = transport.get_write_buffer_limits()
    print("low and high:", (low, high))

    while waiting() <= high:
        await writer.drain()
        writer.write(bytes(100))
    print("drain did not wait up to the high mark")

    drained = asyncio.create_task(writer.drain())
    reader, far_writer = await asyncio.open_connection(sock=other)
    while not drained.done():
        await reader.read(1000)
    print("drain returned; bytes still waiting:", waiting() > 0)
    print("  no more than the low mark:", waiting() <= low)
    transport.abort()
    far_writer.transport.abort()


asyncio.run(main())
