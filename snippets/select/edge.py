"""epoll tells of two bytes; only one is read. Does it tell again?

Linux only: it has epoll. Shows what one recv returns.
"""

import select
import socket

for mode, flag in ("level", 0), ("edge", select.EPOLLET):
    near, far = socket.socketpair()
    with near, far, select.epoll() as epoll:
        epoll.register(near, select.EPOLLIN | flag)
        print(f"{mode}-triggered")
        far.sendall(b"ab")
        print("   told of two bytes:    ", bool(epoll.poll(10)))
        print("   read one:", near.recv(1))
        print("   told of the other one:", bool(epoll.poll(0.2)))
        far.sendall(b"c")
        print("   told of a third one:  ", bool(epoll.poll(10)))
        print("   read all:", near.recv(1024))
