"""What a server does in a terminal, where its address is taken, and with peers that know no manners. Linux only.

A server is here what its client waits for: of some programs that run together, all but the last.
"""

import contextlib
import errno
import os
import socket
import struct
import time
from collections.abc import Iterator

from lab.running import namespace
from lab.running.activity import thread_activity
from lab.running.examples import TIME_LIMIT, Failed, Program
from lab.running.held import Address, find_held
from lab.running.plain import Job, PlainRun
from lab.running.session_worker import Terminal
from lab.running.worker import QUIET

RESET = struct.pack("ii", 1, 0)  # linux/socket.h: struct linger, with which close(2) sends a reset
# What peers without manners send, and whether they end with a reset. Nothing of it is a message of any protocol.
RUDENESS = [(b"", True), (b"\xff\xfe 1\r\n\r\n", False), (b"\0\0\0\1\xff\r\n", True), (b"9" * 300_000, False)]
DATAGRAMS = [b"", b"\xff\xfe 1\r\n\r\n", b"\0\0\0\1\xff", b"9" * 1400]


# ---- in a terminal


def play_terminal(job: Job) -> list[str]:
    """All servers, one after the other; then each alone where its address is taken."""
    namespace.enter(wire=False)
    problems: list[str] = []
    held: dict[Program, list[Address]] = {}
    terminals: list[Terminal] = []
    try:
        for program in job.servers:
            terminal = Terminal(job.home)
            terminals.append(terminal)
            terminal.start(f"exec {job.python} {program.path}")
            wait_for_rest(terminal)
            held[program] = find_held(terminal.process.pid)
            problems += [f"{program.path.name}: {problem}" for problem in read_screen(terminal.shown, held[program])]
        for program, terminal in zip(job.servers, terminals):
            if terminal.busy:
                terminal.shown = ""
                terminal.type("\x03")
                problems += [f"{program.path.name}: {problem}" for problem in watch_the_end(terminal)]
    finally:
        for terminal in terminals:
            terminal.end()
    for program, addresses in held.items():
        problems += meet_a_taken_address(job, program, addresses, job.reader())
    return problems


def wait_for_rest(terminal: Terminal) -> None:
    """Until the program listens and says so; or until it has ended, or none of its threads has moved for a while."""
    since, last = time.monotonic(), None
    deadline = since + TIME_LIMIT / 2
    while terminal.busy and time.monotonic() < deadline:
        wrote = terminal.read()
        if "\nwaiting on " in terminal.shown and find_held(terminal.process.pid):
            break
        seen = thread_activity({terminal.process.pid})
        if wrote or seen is None or seen != last:
            since, last = time.monotonic(), seen
        elif time.monotonic() - since > QUIET:
            break
        time.sleep(0.01)
    while terminal.read():
        pass


def read_screen(shown: str, held: list[Address]) -> list[str]:
    """What is wrong with what a server has shown before a client came."""
    if not held:
        return [f"listens nowhere before a client comes:\n{shown}"]
    waiting = [line for line in shown.splitlines() if line.startswith("waiting on ")]
    if not waiting:
        return [f"no line `waiting on {in_words(held[0])}` on a terminal before a client comes:\n{shown}"]
    if not any(in_words(address) in waiting[0] for address in held):
        return [f"{waiting[0]!r} does not name {in_words(held[0])}"]
    return []


def in_words(address: Address) -> str:
    """An address as a program names it."""
    kind, host, port = address
    if kind == "unix":
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def watch_the_end(terminal: Terminal) -> list[str]:
    """What is wrong with how a program ends after Ctrl-C."""
    pressed = time.monotonic()
    while terminal.busy and time.monotonic() - pressed < 1:
        terminal.read()
        time.sleep(0.005)
    while terminal.read():
        pass
    if terminal.busy:
        return ["Ctrl-C does not end it within a second"]
    if thread_activity({terminal.process.pid}) != []:
        return ["Ctrl-C ends it, but not all the processes it started"]
    return [f"Ctrl-C ends it with a traceback:\n{terminal.shown}"] if "Traceback" in terminal.shown else []


# ---- where the address is taken


def meet_taken_addresses(job: Job) -> list[str]:
    """Each server where its address is taken; the lines that run are noted."""
    namespace.enter(wire=False)
    problems = []
    for program in job.servers:
        with reachable(job, program, job.watched()) as one:
            addresses = find_held(one.process.pid)
        problems += meet_a_taken_address(job, program, addresses, job.watched())
    return problems


def meet_a_taken_address(job: Job, program: Program, addresses: list[Address], environment: dict[str, str]) -> list[str]:
    """What is wrong with how a program ends where others hold its addresses."""
    name = f"{program.path.name}: with its address taken"
    one = PlainRun(job, program, environment)
    with contextlib.ExitStack() as stack:
        stack.callback(one.end_all)
        for kind, host, port in addresses:
            if kind == "unix":
                continue
            holder = stack.enter_context(open_socket(kind, host))
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, kind == "tcp")  # what waits in TIME_WAIT is no holder
            holder.bind((host, port))
            if kind == "tcp":
                holder.listen()
        if not any(port for _, _, port in addresses):
            return []
        one.start()
        try:
            one.wait(time.monotonic() + TIME_LIMIT / 4)
        except Failed:
            return [f"{name} it does not end"]
        last = (one.read_stream("stderr").splitlines() or ["(nothing)"])[-1]
        if one.process.returncode == 0:
            return [f"{name} it ends as if all were well"]
        # bind(2) alone, which a server of datagrams calls, says what is wrong and not where; create_server says both.
        in_datagrams = all(kind != "tcp" for kind, _, _ in addresses) and os.strerror(errno.EADDRINUSE) in last
        if not in_datagrams and not any(str(port) in last for _, _, port in addresses):
            return [f"{name} the last line does not name it: {last}"]
        return []


def open_socket(kind: str, host: str) -> socket.socket:
    if kind == "unix":
        return socket.socket(socket.AF_UNIX)
    return socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)


@contextlib.contextmanager
def reachable(job: Job, program: Program, environment: dict[str, str]) -> Iterator[PlainRun]:
    """A server that runs, and can be reached or has ended."""
    one = PlainRun(job, program, environment)
    try:
        one.start()
        with contextlib.suppress(Failed):
            one.wait_until_reachable(time.monotonic() + TIME_LIMIT / 4)
        yield one
    finally:
        one.end_all()


# ---- with peers that know no manners


def play_rude(job: Job) -> list[str]:
    """Each server, with those that it needs, and one peer at a time. What it does not take in its stride."""
    namespace.enter(wire=False)
    os.chdir(job.home)  # where the path of a Unix socket may begin
    problems = []
    for number, program in enumerate(job.servers):
        for bytes_sent, reset in RUDENESS:
            with contextlib.ExitStack() as stack:
                for other in job.servers[:number]:
                    stack.enter_context(reachable(job, other, job.watched()))
                one = stack.enter_context(reachable(job, program, job.watched()))
                for address in find_held(one.process.pid)[:1]:
                    be_rude(address, bytes_sent, reset)
                wait_until_over(one)
                if "Traceback" in (said := one.read_stream("stderr")):
                    how = f"{bytes_sent[:12]!r}{'...' if len(bytes_sent) > 12 else ''}{' and a reset' if reset else ''}"
                    problems.append(f"{program.path.name}: a peer that sends {how} gets it to end in a traceback:\n{said}")
    return list({problem.splitlines()[-1]: problem for problem in problems}.values())  # of those alike, one


def play_rude_to_client(job: Job) -> list[str]:
    """The client, with peers in the place of its servers, one after the other; the lines that run are noted."""
    namespace.enter(wire=False)
    os.chdir(job.home)
    *servers, client = job.programs
    addresses: list[Address] = []
    for number, program in enumerate(servers):
        with contextlib.ExitStack() as stack:
            for other in servers[:number]:
                stack.enter_context(reachable(job, other, job.reader()))
            addresses += find_held(stack.enter_context(reachable(job, program, job.reader())).process.pid)
    for bytes_sent, reset in RUDENESS if servers else ():
        one = PlainRun(job, client, job.watched())
        with contextlib.ExitStack() as stack:
            stack.callback(one.end_all)
            places = []
            for kind, host, port in addresses:
                if kind == "unix":
                    continue
                place = stack.enter_context(open_socket(kind, host))
                place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                place.bind((host, port))
                place.settimeout(1)
                if kind == "tcp":
                    place.listen()
                places.append(place)
            one.start()
            with contextlib.suppress(OSError, IndexError):
                answer_rudely(places[-1], bytes_sent, reset)  # the proxy's, or the only one
            wait_until_over(one)
            for place in places:  # what waits in their queues is broken off now, not in a race with the end of the client
                place.close()
            wait_until_over(one)
    return []


def answer_rudely(place: socket.socket, bytes_sent: bytes, reset: bool) -> None:
    if place.type == socket.SOCK_DGRAM:
        place.sendto(bytes_sent[:1400], place.recvfrom(65536)[1])
        return
    conn, _ = place.accept()
    with conn:
        conn.settimeout(1)
        conn.sendall(bytes_sent)
        if reset:
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


def be_rude(address: Address, bytes_sent: bytes, reset: bool) -> None:
    kind, host, port = address
    with open_socket(kind, host) as peer, contextlib.suppress(OSError):
        peer.settimeout(1)
        peer.connect(f"\0{host[1:]}" if host.startswith("@") else host) if kind == "unix" else peer.connect((host, port))
        if kind == "udp":
            for datagram in DATAGRAMS:
                peer.send(datagram)
            return
        if reset:
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        peer.sendall(bytes_sent)
        if not reset:
            peer.shutdown(socket.SHUT_WR)
            while peer.recv(65536):
                pass


def wait_until_over(one: PlainRun) -> None:
    """Until a program has ended, or none of its threads has moved for a while."""
    since, last = time.monotonic(), None
    deadline = since + TIME_LIMIT / 4
    while one.process.poll() is None and time.monotonic() < deadline:
        seen = thread_activity({one.process.pid})
        if seen is None or seen != last:
            since, last = time.monotonic(), seen
        elif time.monotonic() - since > QUIET:
            break
        time.sleep(0.01)
