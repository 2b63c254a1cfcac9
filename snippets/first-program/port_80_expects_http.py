"""What a web server answers to a greeting, and to a request."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Hello\n")

    def log_message(self, *args):
        pass


def ask(address, message):
    """Send the message; return the answer up to its end."""
    with socket.create_connection(address, timeout=10) as sock:
        sock.sendall(message)
        sock.shutdown(socket.SHUT_WR)
        answer = b""
        while data := sock.recv(4096):
            answer += data
    return answer.decode("utf-8")


def handle_two(server):
    server.handle_request()
    server.handle_request()


with HTTPServer(("127.0.0.1", 0), Handler) as server:
    server.timeout = 10
    thread = threading.Thread(target=handle_two, args=[server])
    thread.start()
    for message in (b"Hello, world!",
                    b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"):
        answer = ask(server.server_address, message)
        print("sent:", message)
        for line in answer.splitlines():
            if "Error code:" in line or "HTTP/1" in line:
                print("got: ", line.strip())
    thread.join()
