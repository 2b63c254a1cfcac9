"""Answer one line of each client, within a deadline. To copy.

Serves until Ctrl-C.
"""

import asyncio
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

ADDRESS = ("127.0.0.1", 25620)
PATIENCE = 5  # seconds that a whole visit may take
LIMIT = 1024  # bytes of a line

BROKEN = (OSError, EOFError, asyncio.LimitOverrunError)


async def visit(reader, writer):
    """Serve one client; what goes wrong ends its connection only."""
    try:
        async with asyncio.timeout(PATIENCE):
            line = await reader.readuntil(b"\n")
            writer.write(line.upper())
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        print("answered a client")
    except BROKEN as error:
        print("gave a client up:", type(error).__name__)
    finally:
        # Also what lies unsent for a client that does not read.
        writer.transport.abort()


async def main():
    server = await asyncio.start_server(visit, *ADDRESS, limit=LIMIT)
    print("waiting on {}:{}".format(*ADDRESS))
    await server.serve_forever()


asyncio.run(main())
