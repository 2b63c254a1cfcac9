"""Watches a snippet from inside while it is tested: Python imports this module first, from PYTHONPATH.

It refuses every address off loopback and every file outside the folders of the run, notices threads and descriptors left
behind, and tells the runner when a server can be reached. A snippet neither sees it nor needs it.
"""

import _thread
import atexit
import contextlib
import functools
import ipaddress
import os
import socket
import sys
import threading
import time
from pathlib import Path

PRIVATE = os.environ.get("LAB_PRIVATE") == "1"
READY = Path(os.environ["LAB_READY"])
SCRATCH = os.path.realpath(READY.parent)
DEVICES = ("/dev/", "/proc/", "/sys/", "\\\\")  # what is written there is no file; on Windows they begin with two backslashes
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
ROOT = os.stat("/")
DOCUMENTATION = [ipaddress.ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]


def end(reason: str) -> None:
    """End the program at once; an exception could be caught by the program that caused it."""
    sys.stderr.write(f"guard: {reason}\n")
    sys.stderr.flush()
    os._exit(77)


def harmless(host: str) -> bool:
    """Loopback. Where no packet can leave, in a private namespace: the addresses of documentation, of one link or a group, and all
    of the machine's own; and names too, once a folder is the program's /, where no resolver can be reached by a file."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return PRIVATE and (not host or not os.path.samestat(os.stat("/"), ROOT))
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return True
    own = address.is_unspecified or address.is_link_local or address.is_multicast or host == "255.255.255.255"
    return PRIVATE and (own or any(address in network for network in DOCUMENTATION))


def watch(event: str, args: tuple) -> None:
    """The audit events of https://docs.python.org/3/library/audit_events.html that name an address."""
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}:
        sock, address = args
        if sock.family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple):
            if not (isinstance(address[0], str) and harmless(address[0])):
                end(f"{event} {address}: snippets stay on loopback")
        elif sock.family == getattr(socket, "AF_PACKET", None) and not PRIVATE:
            end(f"{event} {address}: packet sockets only in a private namespace")
    elif event == "socket.getaddrinfo" and args[0] and not harmless(args[0]):
        end(f"{event} {args[0]!r}: snippets look up no names off this machine")
    elif event == "os.mkdir" or (event == "open" and args[2] & WRITES and isinstance(args[0], str | bytes)):
        path = os.path.realpath(args[0])
        if not os.fsdecode(path).startswith((SCRATCH, *DEVICES)):
            end(f"{event} {path}: snippets write into the folder where they run, or into the temporary one")


def announce(method, reachable):
    """Let a socket method tell the runner, after it has succeeded, that a peer may start."""

    @functools.wraps(method)
    def call(sock, *args):
        result = method(sock, *args)
        if reachable(sock):
            with contextlib.suppress(FileNotFoundError):  # where a folder is the program's /
                READY.touch()
        return result

    return call


def descriptors() -> dict[int, str]:
    """The open ones, and what each leads to. On systems other than Linux nothing is known of them."""
    found = {}
    for number in os.listdir("/proc/self/fd") if sys.platform == "linux" else ():
        with contextlib.suppress(OSError):  # that of the folder itself
            found[int(number)] = os.readlink(f"/proc/self/fd/{number}")
    return found


def others() -> int:
    """How many threads there are beside this one, however they were started. Python counts one only when it has begun to run."""
    return len(os.listdir("/proc/self/task")) - 1 if sys.platform == "linux" else _thread._count()


def leftovers() -> None:
    """Runs after the program's own exit handlers; Python has joined the ordinary threads by then."""
    alive = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
    if alive:
        end(f"threads left behind: {', '.join(alive)}")
    deadline = time.monotonic() + 0.3  # a thread that was joined is there until its very end
    while others() and time.monotonic() < deadline:
        time.sleep(0.001)
    if others():
        end("threads left behind, of _thread")
    left = {number: what for number, what in descriptors().items() if number not in AT_FIRST}
    if left and not hasattr(sys, "last_value"):  # what a traceback holds is still open
        end(f"descriptors left open: {left}")


AT_FIRST = descriptors()
sys.addaudithook(watch)
atexit.register(leftovers)
socket.socket.listen = announce(socket.socket.listen, lambda sock: True)
socket.socket.bind = announce(socket.socket.bind, lambda sock: sock.type == socket.SOCK_DGRAM)
