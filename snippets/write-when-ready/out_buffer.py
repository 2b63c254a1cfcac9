"""Write much to a slow reader; watch for writing while it is needed."""

import selectors
import socket
import threading

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
SIZE = 1_000_000


class Connection:
    def __init__(self, sock):
        self.sock, self.unsent = sock, bytearray()
        sock.setblocking(False)
        selector.register(sock, READ, self)

    def write(self, data):
        self.unsent += data
        self.flush()

    def flush(self):
        """Send once; be called again only if something is left."""
        try:
            del self.unsent[:self.sock.send(self.unsent)]
        except BlockingIOError:
            pass
        wanted = READ | WRITE if self.unsent else READ
        selector.modify(self.sock, wanted, self)


def read_all(sock):
    """The slow reader: it waits for its turn, reads, says thanks."""
    turn.wait(10)
    left = SIZE
    while left:
        left -= len(sock.recv(65536))
    sock.sendall(b"thanks")


turn = threading.Event()
near, far = socket.socketpair()
near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
reader = threading.Thread(target=read_all, args=[far])
with near, far, selectors.DefaultSelector() as selector:
    reader.start()
    connection = Connection(near)
    for _ in range(2):
        connection.write(bytes(SIZE // 2))
        print("write returned; unsent:", len(connection.unsent) > 0)
    turn.set()
    rounds, thanks = 0, b""
    while thanks != b"thanks":
        for key, events in selector.select(10):
            if events & WRITE:
                rounds += 1
                connection.flush()
            if events & READ:
                thanks += near.recv(100)
    reader.join()
    print("woken for writing:", rounds > 0)
    print("all is sent; the loop can sleep:", not selector.select(0.2))
