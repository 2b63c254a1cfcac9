"""Ask for a password in HTTP: 401 without it, 200 with it."""

import base64
import hmac
import signal
import socket

PASSWORD = "Basic " + base64.b64encode(b"guest:secret").decode()


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
    requests = 0
    while lines := read_head(stream):
        requests += 1
        given = ""
        for line in lines[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "authorization":
                given = value.strip()
        # Takes as long for a near miss as for a wild guess.
        if hmac.compare_digest(given.encode(), PASSWORD.encode()):
            status, body = "200 OK", "hello, guest"
        else:
            status, body = "401 Unauthorized", "who are you?"
        print(f"{lines[0]}: {given or 'no password'} -> {status}")
        reply = f"HTTP/1.1 {status}\r\n"
        if status.startswith("401"):
            reply += 'WWW-Authenticate: Basic realm="demo"\r\n'
        reply += f"Content-Length: {len(body)}\r\n\r\n{body}"
        conn.sendall(reply.encode())
    print("requests on this connection:", requests)


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25300)) as listener:
    print("waiting on 127.0.0.1:25300")
    conn, peer = listener.accept()
    conn.settimeout(10)
    with conn, conn.makefile("rb") as stream:
        print("TCP connection accepted; nobody has logged in")
        try:
            serve(conn, stream)
        except OSError as error:
            print("the client broke off:", error)
