"""Greet clients by the name in their certificate.

Serves until Ctrl-C.
"""

import pathlib
import signal
import socket
import ssl
import sys
import tempfile
import threading

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIMJshllP8JMGDZ7+ypgDef79ZH9dXHaQZ63OOnfxf2vO
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBIjCB1aADAgECAhQY1nmpsb1/fCHzNZrTMJxF31aHWjAFBgMrZXAwEjEQMA4G
A1UEAwwHVGVzdCBDQTAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFow
FDESMBAGA1UEAwwJbG9jYWxob3N0MCowBQYDK2VwAyEAoLx9zNpTuI/SAv8vfYoy
MWpRVGHfsxGAJxUkzgm77kGjOTA3MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAfBgNV
HSMEGDAWgBRALasMiD5HAaI+M0AEo7mKkxMf4DAFBgMrZXADQQDs/8hftb9TBPa1
ehHkGhAAY4djl6zImU7gtlkwP9tCII2btF1lGDj4luWJT2dlT280EE0VQfvhW6q3
8o3eozIJ
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
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.verify_mode = ssl.CERT_REQUIRED
context.load_verify_locations(cadata=AUTHORITY)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "server.pem")
    file.write_text(PEM)
    context.load_cert_chain(file)


def common_name(certificate):
    """The subject is a tuple of tuples of pairs."""
    pairs = dict(part[0] for part in certificate["subject"])
    return pairs["commonName"]


def work(listener):
    """One client after the other."""
    while True:
        try:
            conn, _ = listener.accept()
            conn.settimeout(10)
            with context.wrap_socket(conn, server_side=True) as tls:
                name = common_name(tls.getpeercert())
                print("a client:", name)
                tls.sendall(f"hello {name}\n".encode())
                tls.unwrap()
        except (KeyError, OSError) as error:
            print("given up:", getattr(error, "reason", None) or error)


with socket.create_server(("127.0.0.1", 25792)) as listener:
    print("waiting on 127.0.0.1:25792")
    for _ in range(19):  # and one more: so many at the same time
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
