"""Answer two HTTP requests, with gzip for the client that asks."""

import gzip
import signal
import socket

PAGE = b"<p>the same words again and again</p>\n" * 200


def read_head(stream):
    """Return the lines of a request's head; None if it breaks off."""
    lines = []
    while len(lines) < 50:
        line = stream.readline(1000)
        if line == b"\r\n":
            return lines
        if not line.endswith(b"\r\n"):
            return None
        lines.append(line[:-2].decode("latin-1"))


def serve(conn, stream):
    while lines := read_head(stream):
        head, body = "HTTP/1.1 200 OK\r\n", PAGE
        head += "Content-Type: text/html\r\n"
        head += "Vary: Accept-Encoding\r\n"
        fields = dict(line.lower().split(":", 1)
                      for line in lines if ":" in line)
        wishes = fields.get("accept-encoding", "").split(",")
        if "gzip" in map(str.strip, wishes):
            head += "Content-Encoding: gzip\r\n"
            body = gzip.compress(PAGE)
        head += f"Content-Length: {len(body)}\r\n\r\n"
        conn.sendall(head.encode() + body)
        shorter = len(body) < len(PAGE)
        print("sent the page; fewer bytes than it has:", shorter)


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25303)) as listener:
    print("waiting on 127.0.0.1:25303")
    conn, peer = listener.accept()
    conn.settimeout(10)
    with conn, conn.makefile("rb") as stream:
        try:
            serve(conn, stream)
        except OSError as error:
            print("the client broke off:", error)
