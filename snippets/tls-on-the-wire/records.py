"""Carry the bytes of TLS from one end to the other, and read them."""

import pathlib
import ssl
import struct
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
TYPES = {20: "change cipher spec", 22: "handshake", 23: "application"}
wire = b""


def carry(who, source, target):
    """Print the type of each record, which is its first byte."""
    global wire
    data = source.read()
    target.write(data)
    wire += data
    while data:
        kind, version, length = struct.unpack("!BHH", data[:5])
        print(f"  {who}: {TYPES[kind]}")
        data = data[5 + length:]
    return length


def shake_hands(end):
    try:
        end.do_handshake()
    except ssl.SSLWantReadError:
        pass  # it has written, and waits for an answer


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    context.load_cert_chain(file)
context.set_alpn_protocols(["http/1.1"])
in_server, from_server = ssl.MemoryBIO(), ssl.MemoryBIO()
server = context.wrap_bio(in_server, from_server, server_side=True)

context = ssl.create_default_context(cadata=PEM)
context.set_alpn_protocols(["h2", "http/1.1"])
in_client, from_client = ssl.MemoryBIO(), ssl.MemoryBIO()
client = context.wrap_bio(
    in_client, from_client, server_hostname="localhost")

for _ in range(2):
    shake_hands(client)
    carry("client", from_client, in_server)
    shake_hands(server)
    carry("server", from_server, in_client)
shake_hands(client)  # TLS 1.2 has one message more to read
print("agreed:", client.version(), client.selected_alpn_protocol())

for text in b"yes", b"no", b"a" * 1000:
    client.write(text)
    length = carry("client", from_client, in_server)
    print(f"{len(text)} bytes of text, {length} in the record")

print("the name:", b"localhost" in wire)
print("the protocols offered:", b"\x02h2\x08http/1.1" in wire)
print("the certificate:", ssl.PEM_cert_to_DER_cert(
    PEM[PEM.index("-----BEGIN C"):]) in wire)
print("the text:", b"aaaa" in wire)
