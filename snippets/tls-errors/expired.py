"""A certificate that was good for the year 2001."""

import pathlib
import socket
import ssl
import tempfile
import threading

# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIMmm9FgbagxAMhckbK9gxkasZEQw0FnpbEboyfnHYeik
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBATCBtKADAgECAhRVJH936epqK/AyI/H4dvIJgMeHMDAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MB4XDTAxMDEwMTAwMDAwMFoXDTAyMDEwMTAwMDAwMFow
FDESMBAGA1UEAwwJbG9jYWxob3N0MCowBQYDK2VwAyEAbVfBtklez/FIrFH8PEwI
ra3JdcrsVGdgHPuuReVR9a+jGDAWMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAFBgMr
ZXADQQAIstobiqUDEiMoXZdzNkmjIkEigoeHJnicW7vt2qo3KewZXGNVqmCh6H1u
8HVeYEq9nfUFDRB6s02V1aHwiikK
-----END CERTIFICATE-----
"""
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "expired.pem")
    file.write_text(PEM)
    server.load_cert_chain(file)
client = ssl.create_default_context(cadata=PEM)


def serve(conn):
    try:
        server.wrap_socket(conn, server_side=True).close()
    except ssl.SSLError as error:
        print("server:", error.reason)


ours, theirs = socket.socketpair()
thread = threading.Thread(target=serve, args=[theirs])
thread.start()
try:
    client.wrap_socket(ours, server_hostname="localhost").close()
except ssl.SSLCertVerificationError as error:
    said = f"{error.verify_code}, {error.verify_message}"
thread.join()
print("client:", said)
