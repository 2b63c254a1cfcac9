"""Ask for sums over TLS, with asyncio."""

import asyncio
import ssl
import sys

# Whom to trust: the server's own certificate, as it signed itself.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBAzCBtqADAgECAhRW4sUe1U7oLDwuVPnDBvCv8wK+/TAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MCAXDTI2MDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAw
WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBzeDrh40gOAjMcXQ0T
Ah2Dd+o4W09EuKNDiyuNINzqdKMYMBYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAUG
AytlcANBAG7Nu16ikLX/fNwFOAfjguAq3g2WzfQHN8hRB7SLRDQYrQeTnQ2IBes4
XDN9t1FkLi5dl81h8QUrjjnBKNgihw8=
-----END CERTIFICATE-----
"""


async def main():
    context = ssl.create_default_context(cadata=CERTIFICATE)
    async with asyncio.timeout(15):
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", 25793, ssl=context,
            server_hostname="localhost")
        tls = writer.get_extra_info("ssl_object")
        print("protocol:", tls.version())
        for question in b"1 2 3\n", b"one\n":
            writer.write(question)
            await writer.drain()
            print(question, await reader.readline())
        print("half-close:", writer.can_write_eof())
        writer.close()
        await writer.wait_closed()
        print("the end was agreed on")


try:
    asyncio.run(main())
except OSError as error:  # TimeoutError and SSLError are such
    sys.exit(f"no sums: {str(error) or type(error).__name__}")
