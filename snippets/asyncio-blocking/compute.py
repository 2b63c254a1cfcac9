"""A long computation, in the coroutine and in a thread."""

import asyncio
import socket

served = []


def compute(number):
    """Count up to a number; stop early if Bob is served meanwhile."""
    for _ in range(number):
        if served:
            return "interrupted: Bob was served"
    return "done, and nobody was served"


async def serve_bob(sock):
    reader, writer = await asyncio.open_connection(sock=sock)
    served.append(await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    for place in "coroutine", "thread":
        one, bob = socket.socketpair()
        served.clear()
        task = asyncio.create_task(serve_bob(one))
        bob.sendall(b"hello\n")
        if place == "coroutine":
            result = compute(1_000_000)
        else:
            result = await asyncio.to_thread(compute, 10**9)
        print(f"in a {place}: {result}")
        await task
        bob.close()


asyncio.run(main())
