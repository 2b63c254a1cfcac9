"""When does a client learn that its certificate was refused?"""

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
# Who may come in: whoever has a certificate that this one signed.
AUTHORITY = """\
-----BEGIN CERTIFICATE-----
MIIBKTCB3KADAgECAhQusDWdD+SspWzqEvHStPjVCflE+jAFBgMrZXAwEjEQMA4G
A1UEAwwHVGVzdCBDQTAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFow
EjEQMA4GA1UEAwwHVGVzdCBDQTAqMAUGAytlcAMhAKRhnoq9H77UyMswHpShRlfF
Bo1KFFfpXrQ1EGqnVG4Wo0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQE
AwICBDAdBgNVHQ4EFgQUQC2rDIg+RwGiPjNABKO5ipMTH+AwBQYDK2VwA0EAZOsG
PqOr6mHuMSAcHRGm+zyf9CdtkhejysjlTZlodmRZQN7PrHaT4Vl7lte7KhwuAMuG
iZTNTsO1dFmObZHpBw==
-----END CERTIFICATE-----
"""


def serve(conn):
    try:
        serving.wrap_socket(conn, server_side=True).close()
    except ssl.SSLError as error:
        message = getattr(error, "verify_message", error.reason)
        print("  server:", message)


def visit(version, client):
    serving.maximum_version = version
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=serve, args=[theirs])
    thread.start()
    done = "wrap_socket"
    try:
        with client.wrap_socket(
                ours, server_hostname="localhost") as tls:
            done = "recv"
            tls.recv(100)
    except ssl.SSLError as error:
        said = error.reason
    thread.join()
    print(f"  client, in {done}: {said}")


serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
serving.verify_mode = ssl.CERT_REQUIRED
serving.load_verify_locations(cadata=AUTHORITY)
empty = ssl.create_default_context(cadata=PEM)
foreign = ssl.create_default_context(cadata=PEM)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    serving.load_cert_chain(file)
    foreign.load_cert_chain(file)  # not signed by the authority

for version in ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3:
    print(f"{version.name}, no certificate")
    visit(version, empty)
    print(f"{version.name}, a certificate of somebody else's")
    visit(version, foreign)
