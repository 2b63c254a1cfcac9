"""End one direction of TLS, and go on in the other: in memory."""

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
serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    serving.load_cert_chain(file)
trusting = ssl.create_default_context(cadata=PEM)

# What one end writes into a buffer, the other reads from it.
to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
client = trusting.wrap_bio(
    to_client, to_server, server_hostname="localhost")
server = serving.wrap_bio(to_server, to_client, server_side=True)


def attempt(what, call, *arguments):
    try:
        print(what, call(*arguments))
    except ssl.SSLError as error:
        print(what, error.reason or type(error).__name__)


for end in client, server, client, server:
    try:
        end.do_handshake()
    except ssl.SSLWantReadError:
        pass  # it has written, and waits for an answer

client.write(b"a question")
attempt("client reads:", client.read)  # two tickets, no data
attempt("client unwraps:", client.unwrap)
attempt("server reads:", server.read)
attempt("server reads:", server.read)
attempt("server writes:", server.write, b"an answer")
attempt("client reads:", client.read)
attempt("client writes:", client.write, b"one thing more")
attempt("server unwraps:", server.unwrap)
attempt("client reads:", client.read)
