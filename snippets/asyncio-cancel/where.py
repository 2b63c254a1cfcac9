"""Where a cancellation arrives, and what still runs then."""

import asyncio
import socket


async def talk(reader, writer):
    try:
        print("talk: works without an await")
        task.cancel()  # anybody's, at this moment
        print("talk: cancel() was called, and nothing happened")
        await reader.readline()
    except asyncio.CancelledError:
        print("talk: CancelledError, from the await")
        raise
    finally:
        writer.write(b"goodbye\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        print("talk: finally, with awaits of its own")


async def main():
    global task
    one, other = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=one)
    task = asyncio.create_task(talk(reader, writer))
    await asyncio.wait({task})
    print("cancelled:", task.cancelled())
    with other, other.makefile("rb") as lines:
        other.settimeout(10)
        print("the peer received", lines.readline(100))


asyncio.run(main())
