"""Wrong on purpose: TLS that does not ask who is at the other end.

Never for production: whoever sits in between can read everything.
"""

import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
# Only TLS 1.2 and older can do without a certificate.
context.maximum_version = ssl.TLSVersion.TLSv1_2
context.set_ciphers("AECDH-AES256-SHA:@SECLEVEL=0")

with socket.create_server(("127.0.0.1", 25350)) as listener:
    conn, _ = listener.accept()
    conn.settimeout(5)
    with context.wrap_socket(conn, server_side=True) as tls:
        print("the two ends agreed on", tls.cipher()[0])
        print("received", tls.recv(1024))
        tls.sendall(b"and mine")
        tls.unwrap()
