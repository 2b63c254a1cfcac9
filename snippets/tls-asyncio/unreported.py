"""A silent client, one without TLS, a good one: who hears of whom?"""

import asyncio
import contextlib
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


async def serve(reader, writer):
    writer.write(b"welcome\n")
    await writer.drain()
    print("  serve was called")
    writer.close()
    await writer.wait_closed()


def report(loop, context):
    if isinstance(context["exception"], ssl.SSLError):
        print("  reported:", context["exception"].reason)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    loop.slow_callback_duration = 60  # or it reports slow steps
    server = await asyncio.start_server(
        serve, "127.0.0.1", 0, ssl=serving)
    async with server:
        address = server.sockets[0].getsockname()
        _, silent = await asyncio.open_connection(*address)

        reader, plain = await asyncio.open_connection(*address)
        plain.write(b"1 2 3\n" * 2)
        with contextlib.suppress(ConnectionResetError):
            await reader.read()  # the server hangs up
        plain.close()

        reader, good = await asyncio.open_connection(
            *address, ssl=trusting, server_hostname="localhost")
        print("  client:", await reader.read())
        good.close()
        await good.wait_closed()
        silent.close()


for debug in False, True:
    print("debug:", debug)
    asyncio.run(main(), debug=debug)
