"""Send to a reader that does not read; count how far it goes.

Not on Windows, whose buffers work in another way.
"""

import select
import socket


def connect(send_size, receive_size):
    """A sender and a reader; None leaves a buffer as it is."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if receive_size:
            # Accepted sockets inherit it.
            listener.setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, receive_size)
        listener.listen()
        sender = socket.socket()
        if send_size:
            sender.setsockopt(
                socket.SOL_SOCKET, socket.SO_SNDBUF, send_size)
        sender.connect(listener.getsockname())
        reader, _ = listener.accept()
    return sender, reader


def bytes_ahead(send_size, receive_size):
    sender, reader = connect(send_size, receive_size)
    with sender, reader:
        sender.setblocking(False)
        sent = 0
        # Half a second without room: nothing moves any more.
        while select.select([], [sender], [], 0.5)[1]:
            sent += sender.send(bytes(65536))
        sender.close()
        read = 0
        while data := reader.recv(65536):
            read += len(data)
    print("  all of it arrived:", read == sent)
    return sent


print("10,000 bytes asked for each")
small = bytes_ahead(10_000, 10_000)
print("  more than 20,000 ahead:", small > 20_000)
print("100,000 for the sender")
print("  further:", bytes_ahead(100_000, 10_000) > small)
print("100,000 for the reader")
print("  further:", bytes_ahead(10_000, 100_000) > small)
print("left to the system")
print("  ten times as far:", bytes_ahead(None, None) > 10 * small)
