"""Watches a snippet from inside while it is tested: Python imports this module first, from PYTHONPATH.

It refuses every address off loopback, notices threads left behind, and tells the runner when a server can be
reached. A snippet neither sees it nor needs it.
"""

import atexit
import functools
import ipaddress
import os
import socket
import sys
import threading
from pathlib import Path

PRIVATE = os.environ.get("LAB_PRIVATE") == "1"
READY = Path(os.environ["LAB_READY"])
DOCUMENTATION = [ipaddress.ip_network(n) for n in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")]


def end(reason: str) -> None:
    """End the program at once; an exception could be caught by the program that caused it."""
    sys.stderr.write(f"guard: {reason}\n")
    sys.stderr.flush()
    os._exit(77)


def harmless(host: str) -> bool:
    """Loopback; and the addresses of documentation where no packet can leave, in a private namespace."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (PRIVATE and any(address in network for network in DOCUMENTATION))


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


def announce(method, reachable):
    """Let a socket method tell the runner, after it has succeeded, that a peer may start."""

    @functools.wraps(method)
    def call(sock, *args):
        result = method(sock, *args)
        if reachable(sock):
            READY.touch()
        return result

    return call


def leftovers() -> None:
    """Runs after the program's own exit handlers; Python has joined the ordinary threads by then."""
    alive = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
    if alive:
        end(f"threads left behind: {', '.join(alive)}")


sys.addaudithook(watch)
atexit.register(leftovers)
socket.socket.listen = announce(socket.socket.listen, lambda sock: True)
socket.socket.bind = announce(socket.socket.bind, lambda sock: sock.type == socket.SOCK_DGRAM)
