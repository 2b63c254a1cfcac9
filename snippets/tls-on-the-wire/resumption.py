"""Take up a session again: when is there one to take?"""

import pathlib
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


def connect(session=None):
    """Shake hands; a client, and how much the server has sent."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(
        to_client, to_server, server_hostname="localhost",
        session=session)
    server = serving.wrap_bio(to_server, to_client, server_side=True)
    sent = []
    for end in client, server, client, server:
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            pass  # it has written, and waits for an answer
        sent.append(to_client.pending)
    server.write(b"welcome")
    return client, sent[1]


serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    serving.load_cert_chain(file)
trusting = ssl.create_default_context(cadata=PEM)

first, first_sent = connect()
early = first.session
print("after the handshake, a ticket:", early.has_ticket)
print(first.read(100))
late = first.session
print("after the first read, a ticket:", late.has_ticket)

again, _ = connect(early)
print("with the early one, resumed:", again.session_reused)
again, sent = connect(late)
print("with the late one, resumed:", again.session_reused)
print("the server then sent less:", sent < first_sent)
print("certificate known all the same:", bool(again.getpeercert()))
