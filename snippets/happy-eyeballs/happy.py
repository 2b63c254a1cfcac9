"""Connect by happy eyeballs (RFC 8305).

Needs IPv6. Linux only: a full queue plays the black hole here.
"""

import asyncio
import itertools
import socket
import sys


def interleave(entries):
    """Alternate between families; that of the first entry begins."""
    groups = {}
    for entry in entries:
        groups.setdefault(entry[0], []).append(entry)
    rows = itertools.zip_longest(*groups.values())
    return [entry for row in rows for entry in row if entry]


async def attempt(family, kind, proto, _, address):
    print("try", address[0])
    sock = socket.socket(family, kind, proto)
    try:
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, address)
    except BaseException:  # cancelled, too
        sock.close()
        raise
    return sock


async def connect(entries, delay=0.25):
    """Start another attempt when one fails, or after a delay."""
    waiting, running = interleave(entries), set()
    problem = OSError("no address")
    try:
        while waiting or running:
            if waiting:
                running.add(asyncio.create_task(
                    attempt(*waiting.pop(0))))
            done, running = await asyncio.wait(
                running, timeout=delay if waiting else None,
                return_when=asyncio.FIRST_COMPLETED)
            while done:
                task = done.pop()
                if not (problem := task.exception()):
                    running |= done  # those come too late
                    return task.result()
        raise problem
    finally:
        for task in running:
            task.cancel()
        for late in await asyncio.gather(
                *running, return_exceptions=True):
            if isinstance(late, socket.socket):
                late.close()


if __name__ == "__main__":
    def look_up(sock):
        return socket.getaddrinfo(*sock.getsockname()[:2],
                                  type=socket.SOCK_STREAM)

    try:
        hole = socket.create_server(
            ("::1", 0), family=socket.AF_INET6, backlog=0)
    except OSError:
        sys.exit("needs IPv6: there is no ::1 here")
    with hole, socket.create_server(("127.0.0.1", 0)) as server:
        # One connection fills the queue. Now a SYN gets no answer.
        with socket.create_connection(hole.getsockname()[:2], 5):
            entries = look_up(hole) * 2 + look_up(server)
            with asyncio.run(connect(entries)) as sock:
                print("connected to", sock.getpeername()[0])
