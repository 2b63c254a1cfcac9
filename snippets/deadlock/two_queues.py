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
    """Bytes that wait unread there, and unacknowledged here."""
    return length(reader, termios.FIONREAD), length(
        sender, termios.TIOCOUTQ)


def queues_with(total):
    """The two, when what is on its way has arrived."""
    deadline = time.monotonic() + 5
    while sum(queues()) != total and time.monotonic() < deadline:
        pass
    return queues()


def send_until_stopped():
    sent = 0
    while True:
        try:
            sent += sender.send(bytes(4096))
        except BlockingIOError:
            return sent


with socket.create_server(("127.0.0.1", 0)) as listener:
    # Small buffers: then Linux does not let them grow.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    sender = socket.create_connection(listener.getsockname(), timeout=5)
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 20_000)
    reader, _ = listener.accept()

with sender, reader:
    reader.settimeout(5)
    sender.setblocking(False)
    sent = send_until_stopped()
    unread, unsent = queues_with(sent)
    print("stopped; unread at the reader:", unread > 0)
    print("still at the sender:", unsent > 0)
    print("the two queues hold all that was sent:",
          unread + unsent == sent)

    received = 0
    while received < sent:
        received += len(reader.recv(65536))
    print("all is read; in the two queues:", *queues_with(0))
    print("and now the sender may go on:", send_until_stopped() > 0)
