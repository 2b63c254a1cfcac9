"""Add up the numbers in each line, for many clients in one thread.

To copy. Serves until Ctrl-C.
"""

import asyncio
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
ADDRESS = ("127.0.0.1", 25740)
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
CLIENTS = 100  # at the same time; who comes then is turned away

clients = set()


async def next_line(reader):
    """A line without its end (\\n or \\r\\n); None at the end."""
    try:
        line = await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise EOFError("the stream ended inside a line") from None
        return None
    except asyncio.LimitOverrunError:
        raise ValueError(f"a line of more than {LIMIT} bytes") from None
    return line.removesuffix(b"\n").removesuffix(b"\r")


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


async def talk(reader, writer):
    while True:
        async with asyncio.timeout(PATIENCE):
            line = await next_line(reader)
        if line is None:
            return
        async with asyncio.timeout(PATIENCE):
            writer.write(answer(line).encode() + b"\n")
            await writer.drain()
        await asyncio.sleep(0)  # others' turn, though it may have more


async def serve(reader, writer):
    """Serve one client; what goes wrong ends its connection only."""
    clients.add(writer)
    try:
        if len(clients) > CLIENTS:
            raise OSError("too many clients")
        await talk(reader, writer)
        async with asyncio.timeout(PATIENCE):
            writer.close()  # when all is sent, and that may take long
            await writer.wait_closed()
    except (EOFError, OSError, ValueError) as error:
        print(f"given up: {error!r}")
    finally:
        clients.remove(writer)
        writer.transport.abort()  # with what may still be unsent


async def main():
    server = await asyncio.start_server(serve, *ADDRESS, limit=LIMIT)
    print("waiting on {}:{}".format(*ADDRESS))
    await server.serve_forever()


asyncio.run(main())
