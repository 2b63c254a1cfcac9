"""Data that select does not see: it lies in the TLS object already.

Shows what one recv returns.
"""

import pathlib
import select
import socket
import ssl
import tempfile
import threading

# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEICtY+wSNjoWk1NhPI+v2OdTZKIOtXFxn5amoFwoPpu96
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBAzCBtqADAgECAhRW4sUe1U7oLDwuVPnDBvCv8wK+/TAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MCAXDTI2MDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAw
WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBzeDrh40gOAjMcXQ0T
Ah2Dd+o4W09EuKNDiyuNINzqdKMYMBYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAUG
AytlcANBAG7Nu16ikLX/fNwFOAfjguAq3g2WzfQHN8hRB7SLRDQYrQeTnQ2IBes4
XDN9t1FkLi5dl81h8QUrjjnBKNgihw8=
-----END CERTIFICATE-----
"""
serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    serving.load_cert_chain(file)
trusting = ssl.create_default_context(cadata=PEM)


def serve(conn):
    with serving.wrap_socket(conn, server_side=True) as tls:
        tls.sendall(b"one\ntwo\n")
        tls.recv(1)  # stay until the client leaves


ours, theirs = socket.socketpair()
thread = threading.Thread(target=serve, args=[theirs])
thread.start()
with trusting.wrap_socket(ours, server_hostname="localhost") as tls:
    print(tls.recv(4))
    readable, _, _ = select.select([tls], [], [], 0.5)
    print("select: something to read:", bool(readable))
    print("pending:", tls.pending())
    print(tls.recv(4))
thread.join()
