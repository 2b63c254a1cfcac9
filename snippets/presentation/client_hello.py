"""Let the ssl module begin a TLS connection with no socket at all."""

import socket
import ssl

incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
context = ssl.create_default_context()
tls = context.wrap_bio(
    incoming, outgoing, server_hostname="example.com")

try:
    tls.do_handshake()
except ssl.SSLWantReadError:
    print("TLS has made its first message and wants an answer")
hello = outgoing.read()

# Whoever carries the bytes is free to choose; here TCP does.
with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(hello)
        conn, peer = listener.accept()
        conn.settimeout(5)
        with conn, conn.makefile("rb") as stream:
            record = stream.read(len(hello))

length = int.from_bytes(record[3:5], "big")
print("TCP carried it unchanged:", record == hello)
print(f"first three bytes: {record[:3].hex(' ')}, a handshake record")
print("the record's length is right:", length == len(record) - 5)
print(f"message type {record[5]}: ClientHello")
print("the server's name in clear:", b"example.com" in record)
