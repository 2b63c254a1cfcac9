"""A certificate that an authority has signed, and whom to trust."""

import pathlib
import socket
import ssl
import tempfile
import threading

# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEII8ryYsEFD3zTVDi8ASIhKA5/j/VWnx+sVedCW+TyBSE
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBATCBtKADAgECAhREjbt005shPD72xVwWwLq00krUQDAFBgMrZXAwEjEQMA4G
A1UEAwwHVGVzdCBDQTAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFow
FDESMBAGA1UEAwwJbG9jYWxob3N0MCowBQYDK2VwAyEA96cpW4hWptkK5a3LisAJ
4SFCx6hRaILBI0NJYSPHu2KjGDAWMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAFBgMr
ZXADQQDb3YQo1PdSCkcDdJlk/3pNUoBNcbuzp10fb6oifmDD3hN39WAdqi2oVFKQ
T3QGJvQIdS8d3wgVTRxc6VSCRIYJ
-----END CERTIFICATE-----
"""
# The authority that has signed it: its certificate.
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
server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "server.pem")
    file.write_text(PEM)
    server.load_cert_chain(file)


def serve(conn):
    try:
        server.wrap_socket(conn, server_side=True).close()
    except ssl.SSLError as error:
        print("  server:", error.reason)


def ask(client):
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=serve, args=[theirs])
    thread.start()
    try:
        tls = client.wrap_socket(ours, server_hostname="localhost")
        with tls:
            tls.recv(1)  # the end: the server has said all
            said = "fine"
    except ssl.SSLCertVerificationError as error:
        said = f"{error.verify_code}, {error.verify_message}"
    thread.join()
    print("  client:", said)


client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
print("nobody is trusted:")
ask(client)
print("the authority is trusted:")
client.load_verify_locations(cadata=AUTHORITY)
ask(client)
print("strictly, the default since Python 3.13:")
client.verify_flags |= ssl.VERIFY_X509_STRICT
ask(client)
