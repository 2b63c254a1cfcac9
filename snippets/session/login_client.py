"""Ask for one page three times, the last time with the password."""

import base64
import socket


def ask(sock, stream, password):
    request = "GET /private HTTP/1.1\r\nHost: 127.0.0.1:25300\r\n"
    if password:
        pair = base64.b64encode(f"guest:{password}".encode()).decode()
        request += f"Authorization: Basic {pair}\r\n"
    sock.sendall(f"{request}\r\n".encode())
    status = stream.readline(1000).decode().strip()
    length = 0
    while (line := stream.readline(1000)) not in (b"\r\n", b""):
        name, _, value = line.decode().partition(":")
        if name.lower() == "content-length":
            length = int(value)
    print(f"password {password}: {status}: {stream.read(length)}")


address = ("127.0.0.1", 25300)
with (
    socket.create_connection(address, timeout=10) as sock,
    sock.makefile("rb") as stream,
):
    print("connected: TCP has asked for no password")
    for password in None, "guess", "secret":
        ask(sock, stream, password)
