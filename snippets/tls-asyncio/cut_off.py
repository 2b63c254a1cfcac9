"""The end of a stream without a goodbye: what asyncio makes of it."""

import asyncio
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
serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    serving.load_cert_chain(file)
trusting = ssl.create_default_context(cadata=PEM)


def break_off(listener):
    for _ in range(2):
        conn, _ = listener.accept()
        with serving.wrap_socket(conn, server_side=True) as tls:
            tls.sendall(b"delete /tmp")  # "/old\n" would follow


async def main(address):
    for method in "read", "readline":
        reader, writer = await asyncio.open_connection(
            *address, ssl=trusting, server_hostname="localhost")
        print(f"{method}:", await getattr(reader, method)())
        print("at the end:", reader.at_eof())
        writer.close()
        await writer.wait_closed()


with socket.create_server(("127.0.0.1", 0)) as listener:
    thread = threading.Thread(target=break_off, args=[listener])
    thread.start()
    asyncio.run(main(listener.getsockname()))
    thread.join()
