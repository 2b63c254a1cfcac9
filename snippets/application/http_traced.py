"""Show what is asked of the system while http.client speaks HTTP."""

import http.client
import socket
import threading

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


class TracedSocket(socket.socket):
    """A socket that says what it is about to ask of the system."""

    said = ""

    def say(self, call):
        # The answer may come in pieces: one word for all of them.
        if call != self.said:
            print(call)
        self.said = call

    def connect(self, address):
        self.say("connect")
        super().connect(address)

    def sendall(self, data):
        self.say("send")
        for line in bytes(data).splitlines():
            print("  ", line)
        super().sendall(data)

    def recv_into(self, *args):
        self.say("recv")
        return super().recv_into(*args)


def serve():
    conn, peer = listener.accept()
    conn.settimeout(5)
    with conn, conn.makefile("rb") as stream:
        while stream.readline(1000) not in (b"\r\n", b""):
            pass
        conn.sendall(REPLY)


with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.settimeout(5)
    server = threading.Thread(target=serve)
    server.start()
    http_client = http.client.HTTPConnection("example.com")
    with TracedSocket() as sock:
        sock.settimeout(5)
        sock.connect(listener.getsockname())
        http_client.sock = sock
        http_client.request("GET", "/")
        with http_client.getresponse() as response:
            print("HTTP:", response.status, response.read())
    server.join()
