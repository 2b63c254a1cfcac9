"""sock_recv, cancelled in the same round as bytes come."""

import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    with one, other:
        one.setblocking(False)
        task = asyncio.create_task(loop.sock_recv(one, 100))
        await asyncio.sleep(0)  # let it begin to wait
        other.sendall(b"!")
        loop.call_later(0, task.cancel)  # as a time-out does
        await asyncio.wait({task})
        print("cancelled:", task.cancelled())
        try:
            print("still to be read:", one.recv(100))
        except BlockingIOError:
            print("still to be read: nothing")


asyncio.run(main())
