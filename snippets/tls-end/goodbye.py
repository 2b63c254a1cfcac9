"""The end of a stream, with a goodbye and without one."""

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


def serve(conn, goodbye):
    with serving.wrap_socket(conn, server_side=True) as tls:
        tls.sendall(b"delete /tmp")  # "/old\n" would follow
        if goodbye:
            tls.unwrap()


def read_all(goodbye, suppress):
    ours, theirs = socket.socketpair()
    arguments = [theirs, goodbye]
    thread = threading.Thread(target=serve, args=arguments)
    thread.start()
    with trusting.wrap_socket(
        ours, server_hostname="localhost",
        suppress_ragged_eofs=suppress,
    ) as tls, tls.makefile("rb") as stream:
        try:
            print("   ", stream.read())
            if goodbye:
                tls.unwrap()
        except ssl.SSLEOFError as error:
            print("    SSLEOFError:", error.reason)
    thread.join()


for suppress in True, False:
    print("suppress_ragged_eofs:", suppress)
    for goodbye in True, False:
        print("  the server says goodbye:", goodbye)
        read_all(goodbye, suppress)
