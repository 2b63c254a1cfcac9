"""A server thread that a socket pair wakes, and that ends at once."""

import selectors
import socket
import threading


class Server(threading.Thread):
    """Echoes, one thread for all clients, until stop is called."""

    def __init__(self):
        super().__init__()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        # What is sent into one end makes the other one readable.
        self.wake, self.woken = socket.socketpair()

    def stop(self):
        self.wake.sendall(b"x")
        self.join()

    def run(self):
        with selectors.DefaultSelector() as ready, self.wake:
            ready.register(self.listener, selectors.EVENT_READ)
            ready.register(self.woken, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    if key.fileobj is self.woken:
                        return self.end(ready)
                    self.serve(key.fileobj, ready)

    def serve(self, sock, ready):
        if sock is self.listener:
            conn, _ = sock.accept()
            conn.settimeout(1)
            ready.register(conn, selectors.EVENT_READ)
            return
        try:
            data = sock.recv(1024)
            sock.sendall(data)
        except OSError:
            data = b""
        if not data:
            ready.unregister(sock)
            sock.close()

    def end(self, ready):
        """Close the listener, its wake-up socket and each client."""
        for key in list(ready.get_map().values()):
            key.fileobj.close()


server = Server()
server.start()
with socket.create_connection(server.address, timeout=5) as client:
    client.sendall(b"a")
    print("first client:", client.recv(1024))
with socket.create_connection(server.address, timeout=5) as client:
    for question in b"b", b"c":
        client.sendall(question)
        print("second client:", client.recv(1024))
    # Nobody sends anything now: the thread waits in select.
    server.stop()
    print("stopped; second client:", client.recv(1024))
