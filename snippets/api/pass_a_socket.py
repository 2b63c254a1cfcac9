"""Hand a connected socket over to another process.

Not on Windows: it has neither fork nor send_fds.
"""

import errno
import os
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()

parent_end, child_end = socket.socketpair()
parent_end.settimeout(5)
child_end.settimeout(5)

child = os.fork()
if child == 0:
    # The fork has copied the table of numbers; clear this entry.
    number = conn.fileno()
    conn.close()
    try:
        os.fstat(number)
    except OSError as error:
        name = errno.errorcode[error.errno]
        child_end.sendall(f"{name}\n".encode())
    # The kernel picks a number that is free in this process.
    _, (received, *_), _, _ = socket.recv_fds(child_end, 1, 1)
    with socket.socket(fileno=received) as passed:
        passed.sendall(b"hello from the other process\n")
    os._exit(0)

with (
    client, conn, parent_end, child_end,
    parent_end.makefile("r") as reports,
    client.makefile("rb") as reader,
):
    print("the number in the child:", reports.readline().strip())
    print("the number in the parent: still open:",
          conn.getsockname() == address)

    # A byte has to go along with the descriptor.
    socket.send_fds(parent_end, [b"x"], [conn.fileno()])
    print("the client received", reader.readline())
    os.waitpid(child, 0)
    conn.sendall(b"and from the first\n")
    print("the client received", reader.readline())
