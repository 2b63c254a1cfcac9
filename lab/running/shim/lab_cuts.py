"""Cuts what a program receives.

A stream has no messages: recv(2) returns what has come, be it one byte. Here it is one byte, for the first thousands
that a socket receives. A program whose conclusions depend on more finds out. What is peeked at (MSG_PEEK), asked for
in full (MSG_WAITALL) or out of band stays whole; so does what is read around the socket module, as with os.read.
"""

import functools
import socket
import weakref

CUTS = 3000  # of each socket: a program that moves millions of bytes must still come to an end
WHOLE = sum(getattr(socket, name, 0) for name in ("MSG_PEEK", "MSG_WAITALL", "MSG_OOB", "MSG_ERRQUEUE"))

left = weakref.WeakKeyDictionary()


def cuts(sock, flags: int) -> bool:
    """Whether what the socket receives now is cut."""
    if flags & WHOLE or sock.type != socket.SOCK_STREAM:
        return False
    left[sock] = left.get(sock, CUTS) - 1
    return left[sock] > 0


def first_byte(buffer, size: int = 0):
    """Of a buffer that is to be filled, the part that is."""
    view = memoryview(buffer)
    view = view.cast("B") if view.nbytes else view
    return view[: min(size or view.nbytes, 1)]


def cut_size(method):
    """recv and recvfrom: the first argument is a size."""

    @functools.wraps(method)
    def call(sock, size, flags=0):
        return method(sock, min(size, 1) if cuts(sock, flags) else size, flags)

    return call


def cut_buffer(method):
    """recv_into and recvfrom_into: the first argument is a buffer. The reads of makefile() come here."""

    @functools.wraps(method)
    def call(sock, buffer, nbytes=0, flags=0):
        if cuts(sock, flags):
            return method(sock, first_byte(buffer, nbytes), 1 if memoryview(buffer).nbytes else 0, flags)
        return method(sock, buffer, nbytes, flags)

    return call


def cut_message(method):
    """recvmsg: a size, the size of what comes beside it, flags."""

    @functools.wraps(method)
    def call(sock, size, ancillary=0, flags=0):
        return method(sock, min(size, 1) if cuts(sock, flags) else size, ancillary, flags)

    return call


def cut_buffers(method):
    """recvmsg_into: several buffers."""

    @functools.wraps(method)
    def call(sock, buffers, ancillary=0, flags=0):
        buffers = list(buffers)
        return method(sock, [first_byte(buffers[0])] if buffers and cuts(sock, flags) else buffers, ancillary, flags)

    return call


def cut_plaintext(method):
    """SSLSocket.read, by which the TLS sockets of the ssl module receive."""

    @functools.wraps(method)
    def call(sock, size=1024, buffer=None):
        return method(sock, min(size, 1) if cuts(sock, 0) else size, buffer)

    return call


def notice_subclass(kind, **arguments) -> None:
    """Runs when a class of sockets is made: that of the ssl module receives in a way of its own."""
    if kind.__module__ == "ssl" and kind.__name__ == "SSLSocket":
        kind.read = cut_plaintext(kind.read)


socket.socket.recv = cut_size(socket.socket.recv)
socket.socket.recvfrom = cut_size(socket.socket.recvfrom)
socket.socket.recv_into = cut_buffer(socket.socket.recv_into)
socket.socket.recvfrom_into = cut_buffer(socket.socket.recvfrom_into)
if hasattr(socket.socket, "recvmsg"):  # not on Windows
    socket.socket.recvmsg = cut_message(socket.socket.recvmsg)
    socket.socket.recvmsg_into = cut_buffers(socket.socket.recvmsg_into)
socket.socket.__init_subclass__ = classmethod(notice_subclass)
