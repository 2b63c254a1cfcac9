"""loop.sock_recv and a socket that blocks."""

import asyncio
import socket


async def receive(sock):
    try:
        await asyncio.get_running_loop().sock_recv(sock, 100)
    except (TimeoutError, ValueError) as error:
        print(f"  sock_recv: {type(error).__name__}: {error}")


async def somebody_else():
    print("  somebody else has a turn")


async def main():
    one, other = socket.socketpair()
    with one, other:
        one.settimeout(0.5)  # so it blocks, for half a second
        await asyncio.gather(receive(one), somebody_else())


print("as usual:")
asyncio.run(main(), debug=False)
print("in debug mode:")
asyncio.run(main(), debug=True)
