"""A peer that never shakes hands, and one that says no goodbye."""

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


def be_rude(listener):
    """Shake hands with the second client, and not with the first."""
    with listener.accept()[0], listener.accept()[0] as conn:
        with serving.wrap_socket(conn, server_side=True):
            enough.wait(10)  # reads nothing, and so no goodbye


async def main(address):
    try:
        await asyncio.open_connection(
            *address, ssl=trusting, server_hostname="localhost",
            ssl_handshake_timeout=0.5)
    except ConnectionAbortedError as error:
        print(error)

    _, writer = await asyncio.open_connection(
        *address, ssl=trusting, server_hostname="localhost",
        ssl_shutdown_timeout=0.5)
    writer.close()
    try:
        await writer.wait_closed()
    except TimeoutError as error:
        print(error)


enough = threading.Event()
with socket.create_server(("127.0.0.1", 0)) as listener:
    thread = threading.Thread(target=be_rude, args=[listener])
    thread.start()
    asyncio.run(main(listener.getsockname()))
    enough.set()
    thread.join()
