"""Add up numbers for programs on this machine.

Not on Windows: Python has no Unix sockets there.
Serves until Ctrl-C.
"""

import asyncio
import contextlib
import fcntl
import os
import socket
import stat
import sys
from pathlib import Path

sys.stdout.reconfigure(line_buffering=True)  # no line is lost
PATH = "sum.sock"  # in the folder where the server runs
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line and its answer


@contextlib.contextmanager
def listen_alone(path):
    """Listen at the path, if no other server of this kind does."""
    folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
    try:
        # The kernel takes this lock back when the process ends.
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Nobody serves a socket that is there now: the lock is ours.
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                os.unlink(path)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path)
            try:
                os.chmod(path, 0o600)  # before listen: nobody is in
                listener.listen()
                yield listener
            finally:
                Path(path).unlink(missing_ok=True)
    finally:
        os.close(folder)  # and with it the lock


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


async def visit(reader, writer):
    """Serve one client; what goes wrong ends its connection only."""
    # drain() waits until the kernel has it all: abort() loses nothing.
    writer.transport.set_write_buffer_limits(0)
    try:
        while True:
            async with asyncio.timeout(PATIENCE):
                line = await reader.readuntil(b"\n")
                writer.write(answer(line).encode() + b"\n")
                await writer.drain()
    except asyncio.IncompleteReadError as error:
        if error.partial:
            print("given up: the stream ended inside a line")
    except (OSError, asyncio.LimitOverrunError) as error:
        print("given up:", type(error).__name__)
    except asyncio.CancelledError:
        pass  # Ctrl-C: with the visit, all of its task is over
    finally:
        writer.transport.abort()


async def main(listener):
    await asyncio.start_unix_server(visit, sock=listener, limit=LIMIT)
    print("waiting on", PATH)
    await asyncio.Event().wait()  # for Ctrl-C, which ends all visits


try:
    with listen_alone(PATH) as listener:
        asyncio.run(main(listener))
except BlockingIOError:
    sys.exit(f"{PATH}: a server is running here")
except KeyboardInterrupt:
    print("ended; the path is removed")
