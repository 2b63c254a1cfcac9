"""Show a certificate to a server, and be greeted by name."""

import pathlib
import socket
import ssl
import sys
import tempfile

ADDRESS = ("127.0.0.1", 25792)
# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIDhSuwdKOM+bFwiZhGwHegLeYvRqD3nLcXQslK3gbiDw
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBHTCB0KADAgECAhQ6aP6FtOBtuChpuZzxqr1v9L2RkTAFBgMrZXAwEjEQMA4G
A1UEAwwHVGVzdCBDQTAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFow
EDEOMAwGA1UEAwwFYWxpY2UwKjAFBgMrZXADIQDuSEHJZhKHiB9LWWFU9/gOOdac
HVF4MELeAit2nZuCDaM4MDYwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHwYDVR0jBBgw
FoAUQC2rDIg+RwGiPjNABKO5ipMTH+AwBQYDK2VwA0EAtOoE3Qlqg3NrlLsiha+2
awQLN4zvAF8Q7uHApDr4h9FYLYONlcmz6KAogroRWNgqHNz4abzY3SHLggB9UFzi
Dg==
-----END CERTIFICATE-----
"""
# Whom to trust: servers with a certificate that this one signed.
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
context = ssl.create_default_context(cadata=AUTHORITY)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "client.pem")
    file.write_text(PEM)
    context.load_cert_chain(file)

try:
    with (
        socket.create_connection(ADDRESS, timeout=10) as sock,
        context.wrap_socket(sock, server_hostname="localhost") as tls,
        tls.makefile("rb") as lines,
    ):
        print("the handshake is done")
        print(lines.readline(100))
        tls.unwrap()
except ssl.SSLError as error:
    print("TLS:", error.reason or error)
except OSError as error:
    sys.exit(f"no connection: {error}")
