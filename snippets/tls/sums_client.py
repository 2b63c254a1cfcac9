"""Ask for sums over TLS, while somebody else connects in silence."""

import socket
import ssl
import sys

ADDRESS = ("127.0.0.1", 25790)
# Whom to trust: the server's own certificate, as it signed itself.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBAzCBtqADAgECAhRW4sUe1U7oLDwuVPnDBvCv8wK+/TAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MCAXDTI2MDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAw
WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBzeDrh40gOAjMcXQ0T
Ah2Dd+o4W09EuKNDiyuNINzqdKMYMBYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAUG
AytlcANBAG7Nu16ikLX/fNwFOAfjguAq3g2WzfQHN8hRB7SLRDQYrQeTnQ2IBes4
XDN9t1FkLi5dl81h8QUrjjnBKNgihw8=
-----END CERTIFICATE-----
"""

context = ssl.create_default_context(cadata=CERTIFICATE)
try:
    with (
        socket.create_connection(ADDRESS, timeout=15),  # no word
        socket.create_connection(ADDRESS, timeout=15) as sock,
        context.wrap_socket(sock, server_hostname="localhost") as tls,
        tls.makefile("rb") as lines,
    ):
        print("protocol:", tls.version())
        print("certificate for:", tls.getpeercert()["subjectAltName"])
        for question in b"1 2 3\n", b"one\n":
            tls.sendall(question)
            print(question, lines.readline(1000))
        tls.unwrap()  # goodbye, and wait for the other's
        print("the end was agreed on")
except OSError as error:
    sys.exit(f"no sums: {error}")
