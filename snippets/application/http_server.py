"""Answer HTTP/1.1 requests by hand, with a length or in chunks."""

import signal
import socket


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


def answer(request_line):
    method, target, version = request_line.split(" ")
    if target == "/length":
        return (b"HTTP/1.1 200 OK\r\n"
                b"Content-Length: 12\r\n\r\n"
                b"twelve bytes")
    if target == "/chunks":
        # For a body whose length is not known when it begins.
        return (b"HTTP/1.1 200 OK\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n"
                b"4\r\nfour\r\n" b"a\r\n, then ten\r\n" b"0\r\n\r\n")
    return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def serve(conn, stream):
    while lines := read_head(stream):
        has_host = any(line.lower().startswith("host:")
                       for line in lines)
        if not has_host or lines[0].count(" ") != 2:
            conn.sendall(b"HTTP/1.1 400 Bad Request\r\n"
                         b"Content-Length: 0\r\n\r\n")
            return
        print(lines[0])
        conn.sendall(answer(lines[0]))
    print("the client has finished")


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25322)) as listener:
    print("waiting on 127.0.0.1:25322")
    conn, peer = listener.accept()
    conn.settimeout(10)
    with conn, conn.makefile("rb") as stream:
        try:
            serve(conn, stream)
        except OSError as error:
            print("the client broke off:", error)
