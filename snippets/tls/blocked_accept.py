"""Wrong on purpose: a handshake inside accept, and a silent client."""

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
client = ssl.create_default_context(cadata=PEM)


def serve():
    """Until one client has shaken hands."""
    while True:
        try:
            conn, _ = listener.accept()
            break
        except OSError as error:
            errors.append(type(error).__name__)
    conn.close()


errors = []
with (
    socket.create_server(("127.0.0.1", 0)) as plain,
    server.wrap_socket(plain, server_side=True) as listener,
):
    thread = threading.Thread(target=serve)
    thread.start()
    address = listener.getsockname()
    with (
        socket.create_connection(address),  # this one says nothing
        socket.create_connection(address, timeout=0.5) as sock,
    ):
        try:
            client.wrap_socket(sock, server_hostname="localhost")
        except TimeoutError:
            print("a client that speaks: no answer for half a second")
        print("the server is still in accept:", thread.is_alive())

    with (
        socket.create_connection(address, timeout=10) as sock,
        client.wrap_socket(sock, server_hostname="localhost") as tls,
    ):
        print("the silent one has left, the next has", tls.version())
    thread.join()
    print("accept has raised", errors[0])
