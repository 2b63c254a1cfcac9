"""Try first, and ask select only when TLS says what it waits for."""

import pathlib
import select
import socket
import ssl
import tempfile
import threading
import time

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
SIZE = 2_000_000


def serve(conn):
    with serving.wrap_socket(conn, server_side=True) as tls:
        with tls.makefile("rb") as stream:
            size = len(stream.read(SIZE))
        tls.sendall(f"{size} bytes\n".encode())
        tls.unwrap()


def until_done(deadline, call, *arguments):
    """Repeat a call of a non-blocking TLS socket until it succeeds."""
    while True:
        read, write = [], []
        try:
            return call(*arguments)
        except ssl.SSLWantReadError:
            read = [tls]
        except ssl.SSLWantWriteError:
            write = [tls]
        left = max(0, deadline - time.monotonic())
        if not any(select.select(read, write, [], left)):
            raise TimeoutError


ours, theirs = socket.socketpair()
thread = threading.Thread(target=serve, args=[theirs])
thread.start()
ours.setblocking(False)
with trusting.wrap_socket(ours, server_hostname="localhost",
                          do_handshake_on_connect=False) as tls:
    soon = time.monotonic() + 10
    until_done(soon, tls.do_handshake)
    print("sent:", until_done(soon, tls.send, bytes(SIZE)))
    received = b""
    while data := until_done(soon, tls.recv, 4):
        received += data
    until_done(soon, tls.unwrap)
    print("received, and the end:", received)
thread.join()
