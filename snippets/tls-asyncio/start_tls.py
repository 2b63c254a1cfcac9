"""Begin in plain text, and go on in TLS: start_tls."""

import asyncio
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


async def nothing_early(reader, writer):
    """Stop reading, and say whether all that has come was read."""
    writer.transport.pause_reading()  # what comes now is TLS
    try:
        async with asyncio.timeout(0):  # does not wait
            print("too early:", await reader.read(100))
        return False
    except TimeoutError:
        return True


async def serve(reader, writer):
    print("server:", await reader.readline())
    if await nothing_early(reader, writer):
        writer.write(b"go ahead\n")
        await writer.start_tls(serving)
        print("server:", await reader.readline())
        writer.write(b"welcome\n")
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, asyncio.timeout(10):
        address = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(*address)
        print("client: TLS is", writer.get_extra_info("ssl_object"))
        writer.write(b"STARTTLS\n")
        answer = await reader.readline()
        print("client:", answer)
        if answer == b"go ahead\n" and await nothing_early(
                reader, writer):
            await writer.start_tls(
                trusting, server_hostname="localhost")
            tls = writer.get_extra_info("ssl_object")
            print("client: TLS is", tls.version())
            writer.write(b"my name and password\n")
            print("client:", await reader.readline())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
