"""Hand an accepted connection to another process, and close it.

Not on Windows: it has neither fork nor send_fds.
"""

import os
import socket


def heard(sock):
    try:
        return sock.recv(1024)
    except TimeoutError:
        return "nothing, and no end"


front, worker = socket.socketpair()
child = os.fork()
if child == 0:  # the worker: it never saw the listening socket
    front.close()
    message, descriptors, _, _ = socket.recv_fds(worker, 1, 1)
    with socket.socket(fileno=descriptors[0]) as conn:
        conn.sendall(b"!")
    worker.sendall(b"c")  # closed here
    worker.recv(1)  # until the front has no more to say
    os._exit(0)

worker.close()
with front, socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        conn, _ = listener.accept()
        socket.send_fds(front, [b"c"], [conn.fileno()])
        front.recv(1)
        print("from the worker:", heard(client))
        client.settimeout(0.2)
        print("the worker has closed it:", heard(client))
        conn.close()
        client.settimeout(5)
        print("the front has closed it:", heard(client))
os.waitpid(child, 0)
