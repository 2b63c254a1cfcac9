"""Wrong on purpose: TLS that does not ask who is at the other end.

Never for production: whoever steps in between can read everything.
"""

import signal
import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
# TLS 1.3 wants a certificate, or a key that is shared already.
context.maximum_version = ssl.TLSVersion.TLSv1_2
context.set_ciphers("AECDH-AES256-SHA:@SECLEVEL=0")

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25350)) as listener:
    print("waiting on 127.0.0.1:25350")
    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn:
        try:
            with context.wrap_socket(conn, server_side=True) as tls, \
                    tls.makefile("rb") as stream:
                print("the two ends agreed on", tls.cipher()[0])
                print("received", stream.readline(100))
                tls.sendall(b"and mine\n")
                tls.unwrap()
        except OSError as error:
            print("no TLS with this client:", error)
