"""One thread sends for all others; what it has to send is bounded.

Not on Windows: there shutdown does not end the send of another.
"""

import queue
import socket
import threading

MESSAGE = b"m" * 100_000


def write(sock, messages):
    """Send what is in the queue, one message after the other."""
    try:
        while (message := messages.get()) is not None:
            sock.sendall(message)
        print("writer: all is sent")
    except OSError as error:
        print("writer:", type(error).__name__)


def talk(reads):
    messages = queue.Queue(10)
    near, far = socket.socketpair()
    with near, far:
        near.settimeout(30)
        writer = threading.Thread(target=write, args=[near, messages])
        writer.start()
        try:
            for _ in range(100):
                # Any thread may do this, and several at one time.
                messages.put(MESSAGE, timeout=1)
                if reads:
                    far.recv(len(MESSAGE), socket.MSG_WAITALL)
            print("all is in the queue")
            messages.put(None, timeout=1)
        except queue.Full:
            print("queue.Full: this client is given up")
            near.shutdown(socket.SHUT_RDWR)
        writer.join()


print("a client that reads")
talk(reads=True)
print("a client that does not")
talk(reads=False)
