"""Cancel two tasks that wait for data: one awaits, one has a thread.

Not on Windows: there shutdown does not end a recv.
"""

import asyncio
import socket
import threading


async def wait_in_the_loop(sock):
    sock.setblocking(False)
    return await asyncio.get_running_loop().sock_recv(sock, 1024)


def receive(sock, ended):
    print("   thread: recv returned", sock.recv(1024))
    ended.set()


async def wait_in_a_thread(sock, ended):
    sock.setblocking(True)
    await asyncio.to_thread(receive, sock, ended)


async def cancel(title, waiting):
    print(title)
    task = asyncio.create_task(waiting)
    # So long it has to arrive in its call.
    await asyncio.wait([task], timeout=0.3)
    task.cancel()
    await asyncio.wait([task], timeout=5)
    print("   cancelled:", task.cancelled())


async def main():
    near, far = socket.socketpair()
    with near, far:
        await cancel("await sock_recv", wait_in_the_loop(near))
        far.sendall(b"x")
        print("   not lost:", await wait_in_the_loop(near))

        ended = threading.Event()
        await cancel("await to_thread", wait_in_a_thread(near, ended))
        print("   the thread has ended:", ended.is_set())
        near.shutdown(socket.SHUT_RDWR)
        await asyncio.to_thread(ended.wait, 5)
        print("   the thread has ended:", ended.is_set())


asyncio.run(main())
