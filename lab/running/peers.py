"""Hostile peers: what may happen to a program at the other end of a connection, or of some datagrams. Linux only.

Each takes a side of a valid conversation and plays it badly. It is a function of a connected socket and of its Part; the
same one plays the client against a server and the server against a client. What it leaves open is held until the
program gives up. Pages and docstrings call them by the names in STREAM and DATAGRAMS.

Where a program speaks TLS they do so too; then their socket is a TlsSocket. Besides, those in TLS misbehave below it.
"""

import contextlib
import errno
import fcntl
import functools
import os
import random
import select
import socket
import struct
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lab.running.conversation import Turn
from lab.running.tls import TlsSocket

RESET = struct.pack("ii", 1, 0)  # linux/socket.h: struct linger, with which close(2) sends a reset
LONG = 1 << 20  # bytes of a message that is too long
ENDLESS = 32 << 20  # bytes after which what has no end has made its point
SINGLE = 64  # bytes of a turn that a dribble gives one by one
SINGLE_OF_RECORDS = 16  # the same of records of TLS: the header of one, 5 bytes, and more
LISTENING = "0A"  # net/tcp_states.h
PATIENCE = 1.0  # seconds without a byte after which nobody waits for more
LARGEST = 65507  # bytes of a datagram: RFC 768, RFC 791


@dataclass
class Part:
    """One side of a valid conversation: whether it speaks, and what is said, turn by turn. And what it has heard."""

    turns: list[Turn]
    heard: bytearray = field(default_factory=bytearray)

    @property
    def own(self) -> bytes:
        return b"".join(data for mine, data in self.turns if mine)

    @property
    def due(self) -> int:
        """Bytes that it has still to hear."""
        return max(0, sum(len(data) for mine, data in self.turns if not mine) - len(self.heard))

    @property
    def first(self) -> bytes:
        """What it says at first."""
        return next((data for mine, data in self.turns if mine), b"")

    @property
    def half(self) -> bytes:
        """The beginning of that; nothing of a single byte."""
        return self.first[:len(self.first) // 2]

    @property
    def filler(self) -> bytes:
        """A byte from the midst of a message, so hardly an end of one."""
        return self.first[len(self.first) // 2:][:1] or b"A"

    def hear(self, sock: socket.socket, size: int | None = None) -> bool:
        """Read so many bytes, or to the end. False where there are no more, or none come."""
        sock.settimeout(PATIENCE)
        end = None if size is None else len(self.heard) + size
        while end is None or len(self.heard) < end:
            try:
                data = sock.recv(65536 if end is None else end - len(self.heard))
            except OSError:
                return False
            if not data:
                return False
            self.heard += data
        return True

    def follow(self, sock: socket.socket, say: Callable[[socket.socket, bytes], None]) -> None:
        """Speak when it is one's turn, and else listen."""
        for mine, data in self.turns:
            if mine:
                say(sock, data)
            else:
                self.hear(sock, len(data))

    def follow_to_the_last(self, sock: socket.socket, say: Callable[[socket.socket, bytes], None]) -> bytes:
        """The same, up to where its own last words are due. These."""
        last = max((number for number, (mine, _) in enumerate(self.turns) if mine), default=0)
        Part(self.turns[:last]).follow(sock, say)
        return self.turns[last][1]


Peer = Callable[[socket.socket, Part], None]


# ---- streams


def say(sock: socket.socket, data: bytes) -> None:
    sock.settimeout(PATIENCE)
    sock.sendall(data)


def play_well(sock: socket.socket, part: Part) -> None:
    part.follow(sock, say)
    end_well(sock, part)


def end_well(sock: socket.socket, part: Part) -> None:
    if isinstance(sock, TlsSocket):
        part.hear(sock, part.due)  # not every TLS speaks on when it hears a goodbye: that of asyncio does not
    sock.shutdown(socket.SHUT_WR)
    part.hear(sock)


def dribble(sock: socket.socket, part: Part) -> None:
    """One byte at a time, the next when the other has taken it."""
    send_at_once(sock)
    part.follow(sock, say_slowly)
    end_well(sock, part)


def send_at_once(sock: socket.socket) -> None:
    """Whatever there is, be it a byte: a Unix socket does so anyway."""
    if sock.family != socket.AF_UNIX:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)


def say_slowly(sock: socket.socket, data: bytes, single: int = SINGLE) -> None:
    taken = True
    for byte in data[:single]:
        say(sock, bytes([byte]))
        taken = taken and wait_until_taken(sock)  # who reads nothing now is not waited for at each byte
    say(sock, data[single:])


def wait_until_taken(sock: socket.socket) -> bool:
    """Whether the program at the other end soon reads what was sent."""
    deadline = time.monotonic() + PATIENCE / 2
    while time.monotonic() < deadline:
        if not is_unread(sock):
            return True
        time.sleep(0.0005)
    return False


def is_unread(sock: socket.socket) -> bool:
    """Asked of the queue of the other's socket, proc_net_tcp(5); a Unix socket knows itself, unix(7): SIOCOUTQ."""
    if sock.family == socket.AF_UNIX:
        return any(fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, bytes(4)))
    table = Path("/proc/self/net/tcp6" if sock.family == socket.AF_INET6 else "/proc/self/net/tcp")
    here, there = (f":{end[1]:04X} " for end in (sock.getsockname(), sock.getpeername()))
    rows = [line.split() for line in table.read_text().splitlines()[1:] if here in line and there in line]
    queues = [row[4].partition(":")[2] for row in rows if f"{row[1]} ".endswith(there)]
    return any(int(queue, 16) for queue in queues)


def half_close(sock: socket.socket, part: Part) -> None:
    """Say all, with the end behind the last word, and only then wait for the answer to it."""
    last = max((number for number, (mine, _) in enumerate(part.turns) if mine), default=-1)
    for number, (mine, data) in enumerate(part.turns):
        if mine:
            say(sock, data)
        if number == last:
            sock.shutdown(socket.SHUT_WR)
        if not mine:
            part.hear(sock, len(data))
    end_well(sock, part)


def send_early(sock: socket.socket, part: Part) -> None:
    """All that it would ever say, in one piece and before it has heard anything."""
    say(sock, part.own)
    end_well(sock, part)


def stay_silent(sock: socket.socket, part: Part) -> None:
    """Say nothing, and stay."""


def stall(sock: socket.socket, part: Part) -> None:
    """Begin a message, and stay."""
    say(sock, part.half)


def close_unheard(sock: socket.socket, part: Part) -> None:
    """Say the first message, and close without having read anything."""
    say(sock, part.first)
    sock.close()


def close_unsaid(sock: socket.socket, part: Part) -> None:
    """Close where the last message is due."""
    part.follow_to_the_last(sock, say)
    sock.close()


def cut_first(sock: socket.socket, part: Part) -> None:
    """Close in the midst of the first message."""
    say(sock, part.half)
    sock.close()


def cut_last(sock: socket.socket, part: Part) -> None:
    """Close before the last byte of the last message."""
    say(sock, part.follow_to_the_last(sock, say)[:-1])
    sock.close()


def vanish(sock: socket.socket, part: Part) -> None:
    """Connect, and go."""
    sock.close()


def reset_before(sock: socket.socket, part: Part) -> None:
    reset(sock)


def reset_inside(sock: socket.socket, part: Part) -> None:
    say(sock, part.half)
    reset(sock)


def reset_after(sock: socket.socket, part: Part) -> None:
    part.follow(sock, say)
    reset(sock)


def reset(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    os.close(sock.detach())


def send_garbage(sock: socket.socket, part: Part) -> None:
    """What is no text in any encoding to be expected, a line of it, and chance."""
    say(sock, b"\xff\xfe\x00 1\r\n\r\n" + random.Random(1).randbytes(1000))
    end_well(sock, part)


def send_long_text(sock: socket.socket, part: Part) -> None:
    """Of a message of text: a number too large, a line too long."""
    say(sock, b"9" * LONG)
    end_well(sock, part)


def send_long_binary(sock: socket.socket, part: Part) -> None:
    """The largest length that a prefix of some bytes can hold, and as much as is to be had."""
    say(sock, b"\x7f" + b"\xff" * LONG)
    end_well(sock, part)


def send_without_end(sock: socket.socket, part: Part) -> None:
    """Begin a message that never ends; nothing in it delimits anything."""
    say(sock, part.half)
    for _ in range(ENDLESS >> 16):
        say(sock, part.filler * (1 << 16))


def read_slowly(sock: socket.socket, part: Part) -> None:
    """Ask again and again, and read no answer."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.settimeout(PATIENCE / 10)
    many = part.own * max(1, (1 << 16) // max(1, len(part.own)))
    for _ in range(ENDLESS // len(many) if many else 0):
        sock.sendall(many)


STREAM: dict[str, list[Peer]] = {
    "dribble": [dribble],
    "half-close": [half_close],
    "early data": [send_early],
    "silent": [stay_silent],
    "stall": [stall],
    "early close": [close_unheard, close_unsaid],
    "cut": [cut_first, cut_last],
    "vanish": [vanish],
    "reset": [reset_before, reset_inside, reset_after],
    "garbage": [send_garbage],
    "too long": [send_long_text, send_long_binary],
    "endless": [send_without_end],
    "slow reader": [read_slowly],
}


# ---- where the stream is another one


def reset_unread(sock: socket.socket, part: Part) -> None:
    """Close a Unix socket with something unread on it: then the other side reads ECONNRESET. There is no other reset."""
    say(sock, part.first)
    select.select([sock], [], [], PATIENCE / 2)
    sock.close()


def dribble_records(sock: TlsSocket, part: Part) -> None:
    """The handshake too; what goes out begins with single bytes."""
    sock.carry = functools.partial(say_slowly, single=SINGLE_OF_RECORDS)
    send_at_once(sock)
    sock.shake_hands()
    play_well(sock, part)


def stall_in_handshake(sock: TlsSocket, part: Part) -> None:
    greeting = sock.greeting()
    say(sock.raw, greeting[:len(greeting) // 2])


def stall_in_record(sock: TlsSocket, part: Part) -> None:
    """Something has come, but nothing that can be read."""
    sock.shake_hands()
    say(sock.raw, sock.seal(part.first)[:-1])


def leave_without_goodbye(sock: TlsSocket, part: Part) -> None:
    """Play well, and close without close_notify."""
    sock.shake_hands()
    part.follow(sock, say)
    sock.close()


def cut_handshake(sock: TlsSocket, part: Part) -> None:
    stall_in_handshake(sock, part)
    sock.close()


def cut_with_goodbye(sock: TlsSocket, part: Part) -> None:
    """Say goodbye before the last byte of the last message: with TLS all is in order."""
    sock.shake_hands()
    say(sock, part.follow_to_the_last(sock, say)[:-1])
    sock.shutdown(socket.SHUT_WR)
    part.hear(sock)


def reset_in_handshake(sock: TlsSocket, part: Part) -> None:
    stall_in_handshake(sock, part)
    reset(sock.raw)


def say_in_plain_text(sock: TlsSocket, part: Part) -> None:
    send_early(sock.raw, part)


def within(peer: Peer) -> Peer:
    """The same inside TLS."""

    @functools.wraps(peer)
    def inside(sock: TlsSocket, part: Part) -> None:
        sock.shake_hands()
        peer(sock, part)

    inside.__name__ += " inside TLS"
    return inside


def below(peer: Peer) -> Peer:
    """The same without TLS."""

    @functools.wraps(peer)
    def outside(sock: TlsSocket, part: Part) -> None:
        peer(sock.raw, part)

    return outside


UNIX: dict[str, list[Peer]] = {"reset": [reset_unread]}
TLS: dict[str, list[Peer]] = {
    "dribble": [dribble_records],
    "silent": [below(stay_silent)],
    "stall": [stall_in_handshake, stall_in_record],
    "early close": [leave_without_goodbye],
    "cut": [cut_handshake, cut_with_goodbye],
    "vanish": [below(vanish)],
    "reset": [below(reset_before), reset_in_handshake],
    "garbage": [below(send_garbage), say_in_plain_text],
}


# ---- datagrams


def send(sock: socket.socket, data: bytes) -> None:
    with contextlib.suppress(ConnectionRefusedError):  # of what was sent before
        sock.send(data)


def talk_well(sock: socket.socket, part: Part) -> None:
    for mine, data in part.turns:
        if mine:
            send(sock, data)
        else:
            hear_datagram(sock, part)


def hear_datagram(sock: socket.socket, part: Part) -> None:
    sock.settimeout(PATIENCE / 2)
    with contextlib.suppress(OSError):
        part.heard += sock.recv(65536)


def say_instead(*datagrams: bytes) -> Peer:
    """A peer that says these in the place of each of its own datagrams."""

    def peer(sock: socket.socket, part: Part) -> None:
        for mine, _ in part.turns:
            for data in datagrams if mine else ():
                send(sock, data)
            if not mine:
                hear_datagram(sock, part)

    return peer


def say_twice(sock: socket.socket, part: Part) -> None:
    for mine, data in part.turns:
        if mine:
            send(sock, data)
            send(sock, data)
        else:
            hear_datagram(sock, part)


def let_a_stranger_in(sock: socket.socket, part: Part) -> None:
    """Before each datagram comes one of somebody else, who says something like it."""
    with socket.socket(sock.family, socket.SOCK_DGRAM) as stranger:
        for mine, data in part.turns:
            if mine:
                stranger.sendto(bytes(reversed(data)), sock.getpeername()[:2])
                send(sock, data)
            else:
                hear_datagram(sock, part)


DATAGRAMS: dict[str, list[Peer]] = {
    "silent": [stay_silent],
    "garbage": [say_instead(b"\xff\xfe\x00 1\r\n\r\n", random.Random(1).randbytes(1000))],
    "too long": [say_instead(b"9" * LARGEST), say_instead(b"\xff" * LARGEST)],
    "empty": [say_instead(b"")],
    "duplicates": [say_twice],
    "stranger": [let_a_stranger_in],
}

# What any program must take as if nothing were; in TLS too, but half-close: RFC 5246 section 7.2.1 ends both ways at once.
LEGAL = {"dribble", "half-close", "duplicates", "stranger"}
LEGAL_IN_TLS = {"dribble"}
# What may be valid all the same, so that a client may take it for an answer.
PERHAPS_VALID = {"garbage", "too long", "endless", "empty", "early data", "slow reader"}
CROWD, VANISH = "crowd", "vanish"
NAMES = {*STREAM, *DATAGRAMS, CROWD}


def find_peers(kind: str, tls: bool) -> dict[str, list[Peer]]:
    """Those for a kind of socket ("tcp", "udp" or "unix"), by name."""
    if kind == "udp":
        return DATAGRAMS
    peers = STREAM | (UNIX if kind == "unix" else {})
    return {name: [*map(within, some), *TLS.get(name, [])] for name, some in peers.items()} if tls else peers


def count_queued(address: tuple[str, int] | str) -> int:
    """Those whom nobody has accepted yet: of a socket that listens, its receive queue, ss(8). At a path one is told."""
    if isinstance(address, str):
        return 0
    rows = [line.split() for table in ("tcp", "tcp6") for line in Path(f"/proc/self/net/{table}").read_text().splitlines()[1:]]
    return max((int(row[4].partition(":")[2], 16) for row in rows if row[1].endswith(f":{address[1]:04X}") and row[3] == LISTENING), default=0)


@contextlib.contextmanager
def crowd(address: tuple[str, int] | str, family: int, size: int, words: bytes) -> Iterator[int]:
    """So many who connect at once, and say something as soon as they can. How many the other system has let in.

    It has a few seconds for it: who serves one after the other would otherwise have to give up each.
    """
    with contextlib.ExitStack() as stack:
        coming = [stack.enter_context(socket.socket(family)) for _ in range(size)]
        waiting, inside, progress = [], 0, time.monotonic()
        deadline = progress + 2 * PATIENCE
        while (coming or waiting) and time.monotonic() < min(deadline, progress + PATIENCE / 2):
            # As many as a queue of 100 has room for: who finds it full knocks again after a second only.
            queued = count_queued(address)
            while coming and len(waiting) + queued < 100:
                coming[-1].setblocking(False)
                if coming[-1].connect_ex(address) == errno.EAGAIN:
                    break  # the queue of a Unix socket is full
                waiting.append(coming.pop())
            outside = []
            for sock in waiting:
                try:
                    sock.send(words)
                except BlockingIOError:
                    outside.append(sock)
                except OSError:
                    pass  # it was let in, and thrown out again
            if len(outside) < len(waiting):
                progress = time.monotonic()
            inside, waiting = size - len(outside) - len(coming), outside
            time.sleep(0.005)
        yield inside
