"""Six ways to ask whether a connection is alive, and four fates.

Linux only, as root: it takes the loopback of a network down.
"""

import ctypes
import errno
import select
import socket
import struct
import subprocess
import sys

FATES = "alive", "closed", "reset", "network gone"
STATES = {1: "ESTABLISHED", 7: "CLOSED", 8: "CLOSE_WAIT"}
TCP_INFO = socket.IPPROTO_TCP, socket.TCP_INFO
ERROR = socket.SOL_SOCKET, socket.SO_ERROR
PROBES = {
    "getpeername": lambda s: s.getpeername()[0],
    "TCP_INFO": lambda s: STATES[s.getsockopt(*TCP_INFO, 1)[0]],
    "SO_ERROR": lambda s: s.getsockopt(*ERROR),
    "send(b'')": lambda s: s.send(b""),
    "select": lambda s: bool(select.select([s], [], [], 0)[0]),
    "recv, MSG_PEEK": lambda s: s.recv(1, socket.MSG_PEEK),
}

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def set_loopback(state):
    subprocess.run(["ip", "link", "set", "lo", state], check=True)


def answer(fate, probe, listener):
    """Ask a new connection that has suffered its fate."""
    client = socket.create_connection(listener.getsockname(), 5)
    with client, listener.accept()[0] as conn:
        if fate in ("closed", "reset"):
            # Zero seconds of lingering make close send a reset.
            linger = struct.pack("ii", fate == "reset", 0)
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            conn.close()
            select.select([client], [], [], 5)  # until it arrives
        elif fate == "network gone":
            set_loopback("down")
        client.setblocking(False)
        try:
            return str(probe(client))
        except OSError as error:
            return errno.errorcode[error.errno]
        finally:
            set_loopback("up")


with socket.create_server(("127.0.0.1", 0)) as listener:
    print(" " * 15, "{:13}{:12}{:12}{}".format(*FATES))
    for name, probe in PROBES.items():
        answers = [answer(fate, probe, listener) for fate in FATES]
        print("{:16}{:13}{:12}{:12}{}".format(name, *answers))
