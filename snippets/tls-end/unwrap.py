"""Take TLS off again, and go on in plain text."""

import pathlib
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
    tls = serving.wrap_socket(conn, server_side=True)
    tls.sendall(b"in secret\n")
    with tls.unwrap() as plain:
        plain.sendall(b"for all to see\n")


ours, theirs = socket.socketpair()
thread = threading.Thread(target=serve, args=[theirs])
thread.start()
tls = trusting.wrap_socket(ours, server_hostname="localhost")
with tls.makefile("rb") as stream:
    print(stream.read())
with tls.unwrap() as plain, plain.makefile("rb") as stream:
    print(stream.read(), plain.version())
thread.join()
