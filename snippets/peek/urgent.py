"""Send urgent data with MSG_OOB; see what is urgent of it.

Shows what one recv returns.
"""

import select
import socket


def connect():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sender = socket.create_connection(listener.getsockname())
        reader, _ = listener.accept()
    return sender, reader


def urgent(reader):
    """The urgent byte, once it has come."""
    select.select([], [], [reader], 10)
    return reader.recv(10, socket.MSG_OOB)


sender, reader = connect()
with sender, reader:
    sender.sendall(b"normal ")
    # Three bytes are taken whole: nothing else is waiting to leave.
    print("sent as urgent:", sender.send(b"xyz", socket.MSG_OOB))
    sender.sendall(b" and more")
    sender.shutdown(socket.SHUT_WR)
    print("recv with MSG_OOB:", urgent(reader))
    while data := reader.recv(100):
        print("recv:", data)

sender, reader = connect()
with sender, reader:
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_OOBINLINE, 1)
    sender.sendall(b"normal ")
    sender.sendall(b"xyz", socket.MSG_OOB)
    sender.shutdown(socket.SHUT_WR)
    print("with SO_OOBINLINE")
    select.select([], [], [reader], 10)  # the urgent byte has come
    while data := reader.recv(100):
        print("recv:", data)
