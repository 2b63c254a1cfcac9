"""Watch two queues in the kernel fill up, stop the sender, drain.

Linux only: it asks for the lengths of the queues.
"""

import fcntl
import socket
import struct
import termios
import time


def length(sock, request):
    return struct.unpack("i", fcntl.ioctl(sock, request, bytes(4)))[0]


def queues():
    """Bytes not acknowledged at the sender, unread at the reader."""
    return (length(sender, termios.TIOCOUTQ),
            length(reader, termios.FIONREAD))


def send_until_stopped():
    sent = 0
    while True:
        try:
            sent += sender.send(bytes(4096))
        except BlockingIOError:
            return sent


with socket.create_server(("127.0.0.1", 0)) as listener:
    sender = socket.create_connection(listener.getsockname(), timeout=5)
    reader, _ = listener.accept()

with sender, reader:
    reader.settimeout(5)
    sender.setblocking(False)
    sent = send_until_stopped()
    at_sender, at_reader = queues()
    print("the sender is stopped")
    print("bytes wait at the sender:", at_sender > 0)
    print("bytes wait at the reader:", at_reader > 0)
    # Until it is acknowledged, a byte may wait at both.
    print("none is lost:", at_sender + at_reader >= sent)

    received = 0
    while received < sent:
        received += len(reader.recv(65536))
    # The last acknowledgement may take a moment.
    deadline = time.monotonic() + 5
    while any(queues()) and time.monotonic() < deadline:
        pass
    print("all is read; the two queues hold", *queues())
    print("the sender may go on:", send_until_stopped() > 0)
