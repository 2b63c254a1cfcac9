"""Non-blocking TLS: what each end says it is waiting for."""

import pathlib
import socket
import ssl
import tempfile

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


def attempt(what, call, *arguments):
    try:
        result = call(*arguments)
    except ssl.SSLError as error:
        result = error.reason or type(error).__name__
    print(what, result)


ours, theirs = socket.socketpair()
ours.setblocking(False)
theirs.setblocking(False)
with (
    trusting.wrap_socket(
        ours, server_hostname="localhost",
        do_handshake_on_connect=False) as client,
    serving.wrap_socket(
        theirs, server_side=True,
        do_handshake_on_connect=False) as server,
):
    attempt("server, handshake:", server.do_handshake)
    for _ in range(2):
        attempt("client, handshake:", client.do_handshake)
        attempt("server, handshake:", server.do_handshake)
    attempt("client, recv:", client.recv, 100)

    block, sent = bytes(16000), 0
    try:
        while True:
            sent += client.send(block)
    except ssl.SSLWantWriteError:
        print("client, send: SSLWantWriteError after some:", sent > 0)
    while sent > 0:
        sent -= len(server.recv(16000))
    attempt("client, send the same again:", client.send, block)
