"""Wrong on purpose: TLS that does not ask who is at the other end.

Never for production: whoever steps in between can read everything.
"""

import socket
import ssl

context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.maximum_version = ssl.TLSVersion.TLSv1_2
context.set_ciphers("AECDH-AES256-SHA:@SECLEVEL=0")

with socket.create_connection(("127.0.0.1", 25350), 5) as sock:
    with context.wrap_socket(sock) as tls, \
            tls.makefile("rb") as stream:
        tls.sendall(b"my secret\n")
        print("received", stream.readline(100))
        # Say goodbye in TLS, before TCP does.
        tls.unwrap()
