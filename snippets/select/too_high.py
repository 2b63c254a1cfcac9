"""Wait for a descriptor with the number 1024, in three ways.

Linux only: Windows counts in another way.
"""

import fcntl
import os
import resource
import select
import socket

# Let the process have so many; the system allows more than this.
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (1100, hard))

one, other = socket.socketpair()
number = fcntl.fcntl(one, fcntl.F_DUPFD, 1024)  # a second number
with one, other, os.fdopen(number, "rb", buffering=0):
    other.sendall(b"x")
    try:
        print("select:", select.select([number], [], [], 10))
    except ValueError as error:
        print(f"select: ValueError: {error}")

    poll = select.poll()
    poll.register(number, select.POLLIN)
    print("poll:  ", poll.poll(10_000))

    with select.epoll() as epoll:
        epoll.register(number, select.EPOLLIN)
        print("epoll: ", epoll.poll(10))
