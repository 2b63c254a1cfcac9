"""Ask for a page twice: as it is, and compressed."""

import gzip
import hashlib
import socket

address = ("127.0.0.1", 25303)
pages = []
with (
    socket.create_connection(address, timeout=10) as sock,
    sock.makefile("rb") as stream,
):
    for wish in "identity", "gzip":
        request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:25303\r\n"
        request += f"Accept-Encoding: {wish}\r\n\r\n"
        sock.sendall(request.encode())
        print(stream.readline(1000).decode().strip())
        head = {}
        while (line := stream.readline(1000)) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            head[name.lower()] = value.strip()
        body = stream.read(int(head["content-length"]))
        coding = head.get("content-encoding", "none")
        print("   Content-Encoding:", coding)
        print("   first two bytes from TCP:", body[:2].hex(" "))
        # TCP delivers the coded bytes; undoing the code is our work.
        if coding == "gzip":
            body = gzip.decompress(body)
        pages.append(hashlib.sha256(body).digest())
print("the same page both times:", pages[0] == pages[1])
