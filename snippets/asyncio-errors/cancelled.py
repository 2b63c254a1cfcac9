"""A time-out as it looks from inside, and from outside."""

import asyncio
import socket


async def read_for_ever(sock):
    try:
        await asyncio.get_running_loop().sock_recv(sock, 1)
    except asyncio.CancelledError as error:
        print("  inside: CancelledError, an Exception:",
              isinstance(error, Exception))
        raise  # not to be kept: whoever cancelled waits for it


async def main():
    one, other = socket.socketpair()
    with one, other:
        one.setblocking(False)
        print("asyncio.timeout:")
        try:
            async with asyncio.timeout(0.1):
                await read_for_ever(one)
        except OSError as error:
            print(f"  outside: {error!r}, errno {error.errno}")

        print("task.cancel:")
        task = asyncio.create_task(read_for_ever(one))
        await asyncio.wait({task}, timeout=0.1)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError as error:
            print(f"  outside: {error!r}")


asyncio.run(main())
