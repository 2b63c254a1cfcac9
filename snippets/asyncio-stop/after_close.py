"""What Server.close ends, what it does not, and wait_closed."""

import asyncio
import sys

left = asyncio.Event()


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    left.set()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    writer.write(b"before\n")
    print("an open connection:", await reader.readline())

    server.close()
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        print("after close, a new one: refused")
    writer.write(b"after\n")
    print("after close, the open one:", await reader.readline())

    closed = asyncio.create_task(server.wait_closed())
    await asyncio.wait({closed}, timeout=1)
    waits = sys.version_info >= (3, 12)
    print("wait_closed waits for it, from Python 3.12 on:",
          closed.done() != waits)
    writer.close()
    await writer.wait_closed()
    await left.wait()
    await closed
    print("the client has left, and wait_closed has returned")


asyncio.run(main())
