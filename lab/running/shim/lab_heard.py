"""Notes what a program says and hears where no packet shows it: inside TLS, and on the stream of a Unix socket that it connected.

Each line of the file LAB_HEARD is a JSON object, and `who` says whose: first what it is, then what it said or heard. What
is read and written around the classes of socket and ssl, as with os.read, is not noted.
"""

import fcntl
import functools
import itertools
import json
import os
import socket
import ssl
import weakref
from pathlib import Path

# By its folder, held open far from the numbers that programs print, and each time anew: lab_lines.py.
WHERE, NOTES = os.path.split(os.environ["LAB_HEARD"])
folder = os.open(WHERE, os.O_RDONLY)
PLACE = fcntl.fcntl(folder, fcntl.F_DUPFD_CLOEXEC, 201)
os.close(folder)

names = weakref.WeakKeyDictionary()  # of sockets and SSLObjects
numbers = itertools.count()
loaded = weakref.WeakKeyDictionary()  # what a context of TLS was given


def note(who: str, **what) -> None:
    file = os.open(NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT, dir_fd=PLACE)
    os.write(file, (json.dumps({"who": who} | what) + "\n").encode())
    os.close(file)


def introduce(end, **what) -> str:
    """The name of a socket or SSLObject; when it is first asked for, what it is."""
    if end not in names:
        names[end] = f"{os.getpid()}.{next(numbers)}"
        note(names[end], **what)
    return names[end]


def note_data(who: str, speaks: bool, data) -> None:
    if len(data):
        note(who, speaks=speaks, data=bytes(data).hex())


# ---- inside TLS


def introduce_tls(end) -> str:
    return introduce(end, tls=True, client=not end.server_side, hostname=end.server_hostname, **loaded.get(end.context, {}))


def note_handshake(method):
    @functools.wraps(method)
    def call(end, *args, **more):
        introduce_tls(end)
        return method(end, *args, **more)

    return call


def note_read(method):
    @functools.wraps(method)
    def call(end, size=1024, buffer=None):
        who = introduce_tls(end)
        result = method(end, size, buffer)
        note_data(who, False, result if buffer is None else memoryview(buffer).cast("B")[:result])
        return result

    return call


def note_written(method):
    @functools.wraps(method)
    def call(end, data, *args):
        who = introduce_tls(end)
        result = method(end, data, *args)
        note_data(who, True, memoryview(data).cast("B")[:result])
        return result

    return call


for kind in (ssl.SSLSocket, ssl.SSLObject):
    kind.do_handshake, kind.read, kind.write = note_handshake(kind.do_handshake), note_read(kind.read), note_written(kind.write)
ssl.SSLSocket.send = note_written(ssl.SSLSocket.send)


def note_chain(method):
    @functools.wraps(method)
    def call(context, certfile, keyfile=None, password=None):
        result = method(context, certfile, keyfile, password)
        chain = "".join(Path(os.fsdecode(file)).read_text(encoding="utf-8") for file in (keyfile, certfile) if file)
        loaded.setdefault(context, {})["chain"] = chain
        return result

    return call


def note_protocols(method):
    @functools.wraps(method)
    def call(context, protocols):
        loaded.setdefault(context, {})["protocols"] = list(protocols)
        return method(context, protocols)

    return call


ssl.SSLContext.load_cert_chain = note_chain(ssl.SSLContext.load_cert_chain)
ssl.SSLContext.set_alpn_protocols = note_protocols(ssl.SSLContext.set_alpn_protocols)


# ---- on Unix sockets


def find_name(sock, flags: int) -> str | None:
    """The name of a Unix socket that has connected to an address: of no other, and not where it only peeks."""
    if sock.family != socket.AF_UNIX or sock.type != socket.SOCK_STREAM or flags & socket.MSG_PEEK:
        return None
    try:
        address = sock.getpeername()
    except OSError:
        return names.get(sock)  # the other side has gone
    return introduce(sock, path=os.fsdecode(address).replace("\0", "@")) if address else None


def note_unix(method, speaks: bool, find_data, position: int):
    """A method; how what was moved is found in its result and its first argument; and where its flags are, if not in `flags`."""

    @functools.wraps(method)
    def call(sock, argument, *args, **more):
        who = find_name(sock, more.get("flags", args[position] if len(args) > position else 0))
        if find_data is sent_in_pieces:
            argument = list(argument)  # it may be read once only
        result = method(sock, argument, *args, **more)
        if who:
            note_data(who, speaks, find_data(result, argument))
        return result

    return call


def sent(result, data):
    return memoryview(data).cast("B")[:result]


def sent_in_pieces(result, buffers):
    return b"".join(buffers)[:result]


def filled(result, buffer):
    return memoryview(buffer).cast("B")[:result]


for name, speaks, find_data, position in (
    ("send", True, sent, 0), ("sendall", True, sent, 0), ("sendmsg", True, sent_in_pieces, 1),
    ("recv", False, lambda data, size: data, 0), ("recv_into", False, filled, 1), ("recvmsg", False, lambda found, size: found[0], 1),
):
    setattr(socket.socket, name, note_unix(getattr(socket.socket, name), speaks, find_data, position))
