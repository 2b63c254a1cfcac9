"""One server, one certificate, five clients: what each one says."""

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
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    server.load_cert_chain(file)


def serve(conn):
    try:
        server.wrap_socket(conn, server_side=True).close()
    except ssl.SSLError as error:
        print("  server:", error.reason)


def ask(client, name):
    print("for", name)
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=serve, args=[theirs])
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as tls:
            tls.recv(1)  # the end: the server has said all
            said = "fine"
    except ssl.SSLCertVerificationError as error:
        said = f"{error.verify_code}, {error.verify_message}"
    except ValueError as error:
        said = error
        ours.close()
    thread.join()
    print("  client:", said)


trusting = ssl.create_default_context(cadata=PEM)
ask(trusting, "localhost")
ask(trusting, "example.org")
ask(trusting, "127.0.0.1")
ask(trusting, None)
print("without cadata:")
ask(ssl.create_default_context(), "localhost")
