"""No version of TLS in common, then no cipher suite in common."""

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


def serve(context, conn):
    try:
        context.wrap_socket(conn, server_side=True).close()
    except ssl.SSLError as error:
        print("  server:", error.reason)


def meet(server, client):
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=serve, args=[server, theirs])
    thread.start()
    try:
        client.wrap_socket(ours, server_hostname="localhost").close()
    except ssl.SSLError as error:
        said = error.reason
    thread.join()
    print("  client:", said)


old, new = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    server.load_cert_chain(file)
client = ssl.create_default_context(cadata=PEM)

print("the server wants TLS 1.3, the client has no more than 1.2:")
server.minimum_version, client.maximum_version = new, old
meet(server, client)

print("both have TLS 1.2, and each its own cipher suite:")
server.minimum_version = old
server.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
client.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")
meet(server, client)
