"""Send what send left over: by slicing bytes, and by a memoryview."""

import socket
from threading import Thread

MESSAGE = bytes(1_000_000)


def drain(sock):
    while sock.recv(65536):
        pass


def send_in_parts(rest):
    """Send it all; how many calls, how many bytes were copied."""
    sender, reader = socket.socketpair()
    thread = Thread(target=drain, args=[reader])
    with reader:
        thread.start()
        with sender:
            # With a time-out send may take a part, not only all.
            sender.settimeout(10)
            sender.setsockopt(
                socket.SOL_SOCKET, socket.SO_SNDBUF, 10_000)
            calls = copied = 0
            while rest:
                sent = sender.send(rest)
                calls += 1
                rest = rest[sent:]
                # A slice of bytes is a new object with bytes of its
                # own; one of a memoryview shows the old bytes.
                if isinstance(rest, bytes):
                    copied += len(rest)
                else:
                    assert rest.obj is MESSAGE
        thread.join()
    return calls, copied


calls, copied = send_in_parts(MESSAGE)
print("bytes: several calls:", calls > 5)
print("  more than twice the message was copied:",
      copied > 2 * len(MESSAGE))
calls, copied = send_in_parts(memoryview(MESSAGE))
print("memoryview: several calls:", calls > 5)
print("  bytes copied:", copied)
