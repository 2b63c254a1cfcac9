"""To copy. A server for both families, with a socket for each.

Needs IPv6. Serves until Ctrl-C.
"""

import asyncio
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

HOSTS, PORT = ["127.0.0.1", "::1"], 25550
LIMIT, PATIENCE, CROWD = 1024, 5, 100  # bytes, seconds, clients
clients = set()


async def serve(reader, writer):
    """Read a line, say where it came from, and close."""
    if len(clients) >= CROWD:
        writer.transport.abort()
        return
    clients.add(writer)
    try:
        async with asyncio.timeout(PATIENCE):
            line = await reader.readline()
            if line.endswith(b"\n"):
                peer = writer.get_extra_info("peername")
                print("a line from", peer[0])
                writer.write(b"you are " + peer[0].encode() + b"\n")
                await writer.drain()
            writer.close()
            await writer.wait_closed()
    except (OSError, ValueError):  # reset, too slow; line too long
        writer.transport.abort()
    finally:
        clients.discard(writer)


async def main():
    server = await asyncio.start_server(serve, HOSTS, PORT, limit=LIMIT)
    for sock in sorted(server.sockets, key=lambda one: one.family):
        host, port, *_ = sock.getsockname()
        host = f"[{host}]" if ":" in host else host
        print(f"waiting on {host}:{port}")
    await server.serve_forever()


try:
    asyncio.run(main())
except OSError as error:
    sys.exit(f"cannot listen: {error}")
