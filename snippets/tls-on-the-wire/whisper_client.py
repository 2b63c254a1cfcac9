"""Be told a secret, over TLS."""

import socket
import ssl

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

with socket.create_connection(("127.0.0.1", 25791), 10) as sock:
    with context.wrap_socket(sock, server_hostname="localhost") as tls:
        with tls.makefile("rb") as lines:
            print("told:", lines.readline(100))
            tls.unwrap()
