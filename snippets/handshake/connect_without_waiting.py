"""Connect without waiting: TCP says "in progress", UDP is done."""

import errno
import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
        tcp.setblocking(False)
        result = tcp.connect_ex(listener.getsockname())
        # Windows has a name of its own for the same answer.
        in_progress = {errno.EINPROGRESS, errno.EWOULDBLOCK}
        print("TCP, in progress:", result in in_progress)

        # A socket becomes writable when its handshake has ended.
        _, writable, _ = select.select([], [tcp], [], 5)
        error = tcp.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        print("TCP, connected:", writable == [tcp] and error == 0)

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    udp.setblocking(False)
    # Nobody listens there. UDP sends nothing, so it cannot know.
    result = udp.connect_ex(("127.0.0.1", 25999))
    print("UDP, done at once:", result == 0)
    host, port = udp.getsockname()
    print("UDP, its own address:", host, "and a port:", port > 0)
