"""Wrong on purpose: keep whatever a client does not take."""

import socket

MESSAGE, MESSAGES = bytes(1000), 200


class Subscriber:
    def __init__(self):
        self.sock, self.reader = socket.socketpair()
        # A small buffer, so that a slow reader shows early.
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        self.sock.setblocking(False)
        self.unsent, self.received = bytearray(), 0

    def write(self, data):
        """Send what there is room for, and keep the rest."""
        self.unsent += data
        try:
            del self.unsent[:self.sock.send(self.unsent)]
        except BlockingIOError:
            pass

    def read(self, size):
        """What its other end does."""
        while self.received < size:
            self.received += len(self.reader.recv(65536))


quick, slow = Subscriber(), Subscriber()
with quick.sock, quick.reader, slow.sock, slow.reader:
    for number in range(1, MESSAGES + 1):
        for subscriber in quick, slow:
            subscriber.write(MESSAGE)
        quick.read(number * len(MESSAGE))
    most = MESSAGES * len(MESSAGE)
    print("bytes for each:", most)
    print("kept for the quick one:", len(quick.unsent))
    print("kept for the slow one, more than nine tenths:",
          len(slow.unsent) > 0.9 * most)
