"""The other surprise: select says yes, and there is nothing to read.

Shows what one recv returns.
"""

import pathlib
import select
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


def receive():
    readable, _, _ = select.select([client], [], [], 10)
    print("select: something to read:", bool(readable))
    try:
        print("recv:", client.recv(100))
    except ssl.SSLWantReadError:
        print("recv: SSLWantReadError")


# The server does TLS in memory; what to send, and when, is ours.
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
server = serving.wrap_bio(incoming, outgoing, server_side=True)
ours, theirs = socket.socketpair()
ours.setblocking(False)
with theirs, trusting.wrap_socket(
        ours, server_hostname="localhost",
        do_handshake_on_connect=False) as client:
    for end in client, server, client, server:
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            pass  # it has written, and waits for an answer
        theirs.sendall(outgoing.read())
        while any(select.select([theirs], [], [], 0)):
            incoming.write(theirs.recv(20000))
    receive()

    server.write(b"one record")
    record = outgoing.read()
    theirs.sendall(record[:15])
    receive()
    theirs.sendall(record[15:])
    receive()
