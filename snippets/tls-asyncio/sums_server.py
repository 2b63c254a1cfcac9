"""Add up the numbers in each line, over TLS, with asyncio.

Serves until Ctrl-C.
"""

import asyncio
import pathlib
import signal
import ssl
import sys
import tempfile

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a handshake, a line with its answer, an end
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


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


async def serve(reader, writer):
    """Called when the handshake is done."""
    try:
        while True:
            async with asyncio.timeout(PATIENCE):
                line = await reader.readline()
                if not line:
                    break
                if not line.endswith(b"\n"):
                    raise EOFError("the stream ended inside a line")
                writer.write(answer(line).encode() + b"\n")
                await writer.drain()
            await asyncio.sleep(0)  # others, even if it sent more
        print("a client is done")
        writer.close()
        await writer.wait_closed()
    except (EOFError, OSError, ValueError) as error:
        print("given up:", str(error) or type(error).__name__)
    finally:
        writer.transport.abort()  # no waiting for it to read on


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "localhost.pem")
        file.write_text(PEM)
        context.load_cert_chain(file)
    server = await asyncio.start_server(
        serve, "127.0.0.1", 25793, limit=LIMIT, ssl=context,
        ssl_handshake_timeout=PATIENCE, ssl_shutdown_timeout=PATIENCE)
    print("waiting on 127.0.0.1:25793")
    await server.serve_forever()


asyncio.run(main())
