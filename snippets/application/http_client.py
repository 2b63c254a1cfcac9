"""Send three HTTP/1.1 requests at once; tell the answers apart."""

import socket


def read_exactly(stream, size):
    data = stream.read(size)
    if len(data) < size:
        raise ConnectionError("the answer breaks off")
    return data


def read_body(head, stream):
    """Read as many bytes as the head says, not one more."""
    if head.get("transfer-encoding") != "chunked":
        return read_exactly(stream, int(head["content-length"]))
    body = b""
    while size := int(stream.readline(100), 16):
        body += read_exactly(stream, size)
        if stream.readline(100) != b"\r\n":
            raise ConnectionError("a chunk has not the length it says")
    while stream.readline(1000) not in (b"\r\n", b""):
        pass
    return body


requests = b""
for target in "/length", "/chunks", "/nothing":
    requests += f"GET {target} HTTP/1.1\r\n".encode()
    requests += b"Host: example.com\r\n\r\n"

address = ("127.0.0.1", 25322)
with (
    socket.create_connection(address, timeout=10) as sock,
    sock.makefile("rb") as stream,
):
    sock.sendall(requests)
    print(f"three requests, {len(requests)} bytes, one sendall")
    for number in range(3):
        print(stream.readline(1000).decode().strip())
        head = {}
        while (line := stream.readline(1000)) not in (b"\r\n", b""):
            print("  ", line.decode().strip())
            name, _, value = line.decode().partition(":")
            head[name.lower()] = value.strip().lower()
        print("  ", read_body(head, stream))
