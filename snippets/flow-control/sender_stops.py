"""Send to a peer that does not read; then let it read."""

import select
import socket

BLOCK = bytes(65536)


def writable(sock, seconds):
    return bool(select.select([], [sock], [], seconds)[1])


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    sender = socket.create_connection(address, timeout=10)
    reader, _ = listener.accept()
with sender, reader:
    reader.settimeout(10)
    sender.setblocking(False)
    sent = read = 0
    while True:
        try:
            sent += sender.send(BLOCK)
        except BlockingIOError:
            # Half a second without room: the sender is stopped.
            if not writable(sender, 0.5):
                break
    print("nobody reads: send would wait, the sender is stopped")

    while not writable(sender, 0):
        read += len(reader.recv(65536))
    sent += sender.send(BLOCK)
    print("the peer has read: send takes bytes again")

    sender.shutdown(socket.SHUT_WR)
    while data := reader.recv(65536):
        read += len(data)
    print("bytes lost on the way:", sent - read)
