"""Close a socket that is being watched; what do they say of it?

Linux only: other systems answer differently.
"""

import select
import socket

near, far = socket.socketpair()
with near, far, select.epoll() as epoll:
    poll = select.poll()
    poll.register(near, select.POLLIN)
    epoll.register(near, select.EPOLLIN)
    number = near.fileno()
    near.close()

    for watched in near, number:
        try:
            select.select([watched], [], [], 0.2)
        except (ValueError, OSError) as error:
            print(f"select: {type(error).__name__}: {error}")
    [(told, event)] = poll.poll(200)
    print("poll: its number, with POLLNVAL:",
          (told, event) == (number, select.POLLNVAL))
    print("epoll:", epoll.poll(0.2))
    try:
        epoll.unregister(near)
    except ValueError as error:
        print("epoll.unregister:", error)
