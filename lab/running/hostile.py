"""Sets the hostile peers of peers.py upon programs that say that they are to copy, or naive, and judges what becomes of it.

A valid conversation is overheard first (conversation.py), on TCP, UDP or the stream of a Unix socket, and inside TLS. Then the
programs run with a hastened clock (shim/lab_haste.py), so that a minute of theirs takes three seconds. What is to copy holds
up to every peer:

    a server    goes on serving: what a good client says is answered as before, while a peer is still connected too where the
                program works on several at once. It gives a peer up within a minute and a half of its time, and has then no more
                descriptors, threads and processes than before
    a client    ends within a minute and a half of its time: as always, or with an exit status and one line on standard error
    both        end in no traceback, take no more than so much memory and processor time more than usual

and what a stream may do to anybody (peers.LEGAL) changes nothing. What is naive does not hold up to the peers that it names.
"""

import contextlib
import os
import platform
import re
import resource
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from lab.running import namespace
from lab.running.activity import find_timed_waits, thread_activity
from lab.running.conversation import Conversation, overhear
from lab.running.examples import TO_COPY, Failed, Program
from lab.running.held import Address
from lab.running.peers import CROWD, LEGAL, LEGAL_IN_TLS, NAMES, PATIENCE, PERHAPS_VALID, TLS, VANISH, Part, Peer, crowd, find_peers, play_well, talk_well, within
from lab.running.plain import LAB, SHIM, Job, PlainRun, apart, remove_sockets
from lab.running.tls import TlsSocket

PACES = (20, 2)  # how fast the clock of a program runs; the second time, in case the first was too fast for the machine
SOON = 90.0  # seconds of the program's time in which it gives up whoever lets it wait
STUCK = 0.5  # seconds of ours after which a program that waits, and with no time-out, is taken to wait for ever
MEMORY = 20 << 20  # bytes more than usual
EACH = 100 << 10  # bytes more for each of a crowd
EACH_IN_TLS = 400 << 10  # the same: that of asyncio keeps 256 KB ready for what comes, asyncio/sslproto.py
PROCESSOR = 0.5  # seconds more than usual
HARD_LIMIT = 25.0  # seconds of ours in any case
WORK = 1.0  # seconds more for what gives a program much to do
BUSY = {CROWD, "endless", "slow reader"}
CROWD_SIZE = 1000
BUFFERS = "4096 16384 131072"  # bytes: tcp(7)
ENOUGH = 4  # peers that break it
SPARE = 100  # descriptors that a crowd leaves to a program
POOL = 50  # clients at once with which a pool of threads is as large as it gets: concurrent.futures, max_workers
TOGETHER = re.compile(r"\b(threading|asyncio|selectors|select|concurrent|multiprocessing|fork|ThreadingMixIn|ForkingMixIn|ThreadingTCPServer|ForkingTCPServer)\b")


def is_judged(program: Program) -> bool:
    return program.mark == TO_COPY or bool(program.broken_by)


def play_hostile(job: Job) -> list[str]:
    problems = []
    for program in filter(is_judged, job.programs):
        problems += [f"{program.path.name}: {problem}" for problem in apart(judge_program, job, program, {})]
    return problems


def meet_hostile_peers(job: Job) -> list[str]:
    """All of them once more; the lines that run are noted. What is wrong with it is told elsewhere."""
    for program in filter(is_judged, job.programs):
        apart(judge_program, job, program, job.watched())
    return []


def judge_program(job: Job, program: Program, more: dict[str, str], only: Collection[str] = ()) -> list[str]:
    """What one of the programs does not hold up to; in a process of its own. `more` is for the environment; `only` names some peers."""
    number = job.programs.index(program)
    if len(job.programs) == 1:
        return ["has its other side in itself: only of a server and a client can one be set upon"]
    if unknown := set(program.broken_by) - NAMES:
        return [f"no hostile peer is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(NAMES))}"]
    is_server = number < len(job.programs) - 1
    if is_server and program.mark == TO_COPY and not program.serves_until_ctrl_c:
        return ["a server to copy serves until Ctrl-C, and says so"]
    namespace.enter(wire=False)
    for name in ("tcp_rmem", "tcp_wmem"):  # what nobody reads soon fills these
        namespace.write_proc(f"/proc/sys/net/ipv4/{name}", BUFFERS)
    os.chdir(job.home)
    try:
        conversations = overhear(job, number if is_server else number - 1)
        if not conversations:
            return ["nothing is said on TCP, UDP or the stream of a Unix socket that could be said badly"]
        environment = job.reader(PYTHONPATH=str(SHIM), **LAB) | more
        check = (ServerCheck if is_server else ClientCheck)(job, number, conversations, environment)
        check.paces = PACES if program.mark == TO_COPY else PACES[:1]
        names = [name for name in (CROWD, *check.peers) if is_server or name != CROWD]
        if program.mark == TO_COPY:
            return check.hold_up([name for name in names if name in (only or names)])
        return [f"says that {name} breaks it, but holds up to that" for name in program.broken_by if name not in names or not check.hold_up([name])]
    except Failed as failure:
        return [str(failure)]


class Check:
    """A program, and peers that meet it one after the other."""

    def __init__(self, job: Job, number: int, conversations: list[Conversation], environment: dict[str, str]) -> None:
        self.job, self.number, self.conversations, self.environment = job, number, conversations, environment
        self.program = job.programs[number]
        self.paces = PACES
        self.pace = PACES[0]
        self.usual = Usage()
        kind, tls = conversations[0].address[0], conversations[0].sides is not None
        self.stream = kind != "udp"
        self.peers = find_peers(kind, tls)
        self.legal, self.each = (LEGAL_IN_TLS, EACH_IN_TLS) if tls else (LEGAL, EACH)
        self.play_well: Peer = within(play_well) if tls else play_well if self.stream else talk_well

    @property
    def patience(self) -> float:
        return SOON / self.pace

    def begin(self) -> None:
        """See what the program is like when all behave well, at this pace. Raises Failed."""
        raise NotImplementedError

    def meet(self, name: str, peer: Peer | None) -> list[str]:
        """What is wrong during and after a meeting with a peer."""
        raise NotImplementedError

    def end(self) -> None:
        """Leave nothing running."""

    def hold_up(self, names: list[str]) -> list[str]:
        """What the program does not hold up to, of the peers of these names. Raises Failed where all behave well and it fails."""
        problems, failed = [], set()
        try:
            for name, peer in [(name, peer) for name in names for peer in self.list_peers(name)]:
                for self.pace in self.paces:
                    found = self.try_peer(name, peer)
                    if not found:
                        break
                    self.end()
                problems += [f"{self.describe_peer(name, peer)}: {problem}" for problem in found]
                failed |= {name} if found else set()
                if len(failed) == ENOUGH:
                    return [*problems, "and no more were tried"]
            self.pace = PACES[0]
            problems += [] if problems else self.meet_the_usual_client()
        finally:
            self.end()
        return problems

    def try_peer(self, name: str, peer: Peer | None) -> list[str]:
        """What is wrong with a meeting, at this pace."""
        try:
            self.begin()
        except Failed as failure:
            if self.pace == self.paces[-1]:
                raise
            return [str(failure)]
        try:
            return self.meet(name, peer)
        except Failed as failure:
            return [str(failure)]

    def list_peers(self, name: str) -> list[Peer | None]:
        return [None] if name == CROWD else self.peers[name]

    def describe_peer(self, name: str, peer: Peer | None) -> str:
        """A peer by its name; of several of one name with what it does."""
        return f"{name} ({peer.__name__})" if len(self.list_peers(name)) > 1 and peer.__name__ != "peer" else name

    def meet_the_usual_client(self) -> list[str]:
        return []


# ---- what a program takes


@dataclass
class Usage:
    """What the processes of a session hold and have used."""

    descriptors: int = 0
    threads: int = 0
    memory: int = 0  # resident, in bytes
    peak: int = 0  # that at its highest, since it was last forgotten
    processor: float = 0.0  # seconds


def find_usage(session: int) -> Usage:
    """What a session holds; of a process that has ended nobody has taken notice yet it is one thread. See proc(5)."""
    found = Usage()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) != session:
                continue
            stat = (process / "stat").read_text().rpartition(")")[2].split()
            found.processor += sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")
            found.threads += int(stat[17])
            status = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", (process / "status").read_text(), re.MULTILINE))
            found.memory += int(status.get("VmRSS", 0)) << 10
            found.peak += int(status.get("VmHWM", 0)) << 10
            found.descriptors += len(os.listdir(process / "fd"))
        except OSError:
            continue  # it has just ended
    return found


def forget_peak(session: int) -> None:
    with contextlib.suppress(OSError):
        namespace.write_proc(f"/proc/{session}/clear_refs", "5")


def limit_descriptors() -> tuple[int, Callable[[], None]]:
    """Let this process have as many as it may. The limit of before, and what gives it back to a new process."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    return before[0], lambda: resource.setrlimit(resource.RLIMIT_NOFILE, before)


class Wait:
    """How long programs of a session have waited. What they want the processor for does not count: they may have to share it."""

    def __init__(self, session: int, pace: float) -> None:
        self.session, self.pace = session, pace
        self.slept = self.stuck = 0.0  # seconds of ours: in all; and the last ones, if nothing of it waits with a time-out
        self.last = time.monotonic()
        self.deadline = self.last + HARD_LIMIT

    def enough(self) -> bool:
        """Whether it has had all the time there is, or waits for ever; to be asked again and again."""
        now = time.monotonic()
        passed, self.last = now - self.last, now
        if thread_activity({self.session}) is None:
            self.stuck = 0.0
        else:
            self.slept += passed
            waits_for_ever = platform.machine() == "x86_64" and not find_timed_waits({self.session})
            self.stuck = self.stuck + passed if waits_for_ever else 0.0
        return self.stuck > STUCK or self.slept > SOON / self.pace or now > self.deadline


def mask_numbers(text: str) -> str:
    """A server may count its clients."""
    return re.sub(r"\d+", "0", text)


# ---- servers


class ServerCheck(Check):
    """A server that goes on while it is what it was."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.conversation = self.conversations[0]
        self.together = bool(TOGETHER.search(self.program.source))
        self.limit, self.restore_limit = limit_descriptors()
        self.runs: list[PlainRun] = []
        self.started_at = 0.0  # the pace
        self.answer, self.printed = b"", ""

    @property
    def one(self) -> PlainRun:
        return self.runs[-1]

    def begin(self) -> None:
        if self.runs and self.one.process.poll() is None and self.started_at == self.pace:
            return
        self.end()
        self.start()
        self.started_at = self.pace

    def start(self) -> None:
        """Start it with what it needs, and see what it is like when a good client talks to it. Raises Failed."""
        remove_sockets(self.job.home)
        for program in self.job.programs[:self.number + 1]:
            hastened = self.environment | {"LAB_HASTE": str(self.pace)}
            one = PlainRun(self.job, program, hastened if program is self.program else self.job.reader(**LAB), self.restore_limit)
            self.runs.append(one)
            one.start()
            one.wait_until_reachable(time.monotonic() + self.patience)
        self.settle()
        if self.program.serves_until_ctrl_c and self.stream:
            self.fill_pools()
        before, began = len(self.one.read_stream("stdout")), time.monotonic()
        self.answer = self.talk_well()
        if time.monotonic() - began > PATIENCE:
            raise Failed(f"lets a good client wait for the end of its connection:\n{self.one.transcript()}")
        self.settle()
        self.printed = self.one.read_stream("stdout")[before:]
        self.usual = find_usage(self.one.process.pid)
        if not self.answer and any(data for mine, data in self.conversation.part(of_client=True) if not mine):
            raise Failed(f"does not answer what its own client says:\n{self.one.transcript()}")

    def fill_pools(self) -> None:
        """Good clients at once, one after the other served: a thread that then waits for the next one is usual."""
        with contextlib.ExitStack() as stack:
            for sock in [stack.enter_context(self.connect()) for _ in range(POOL)]:
                began = time.monotonic()
                with contextlib.suppress(OSError):
                    self.play_well(sock, Part(self.conversation.part(of_client=True)))
                if time.monotonic() - began > PATIENCE:
                    return
        self.settle()

    def end(self) -> None:
        for one in self.runs:
            one.end_all()
        self.runs.clear()

    def meet(self, name: str, peer: Peer | None) -> list[str]:
        session = self.one.process.pid
        forget_peak(session)
        before = find_usage(session)
        said_before = self.one.read_stream("stderr")
        problems = self.meet_one(name, peer) if peer else self.meet_crowd()
        after = find_usage(session)
        said = self.one.read_stream("stderr")[len(said_before):]
        if "Traceback" in said:
            problems.append(f"a traceback: {said.strip().splitlines()[-1]}")
        if self.one.process.poll() is not None:
            return [*problems, f"it has ended, with exit status {self.one.process.returncode}"]
        for what, now, usual in ("descriptors", after.descriptors, self.usual.descriptors), ("threads", after.threads, self.usual.threads):
            if now > usual:
                problems.append(f"{now - usual} {what} more than before")
        allowed = MEMORY + (self.each * CROWD_SIZE if name == CROWD else 0)
        if after.peak - before.memory > allowed:
            problems.append(f"{(after.peak - before.memory) >> 20} MB more than before")
        if (took := after.processor - before.processor) > self.processor_for(name):
            problems.append(f"{took:.1f} s of the processor")
        return problems

    def processor_for(self, name: str) -> float:
        return PROCESSOR + (WORK if name in BUSY else 0)

    def meet_one(self, name: str, peer: Peer) -> list[str]:
        """A peer comes, and a good client after it; before the peer is gone, where the server can do both."""
        printed_before = len(self.one.read_stream("stdout"))
        part = Part(self.conversation.part(of_client=True))
        problems = []
        with self.connect() as sock:
            with contextlib.suppress(OSError):
                peer(sock, part)
            self.settle()
            holds = self.stream and sock.fileno() >= 0 and find_usage(self.one.process.pid).descriptors > self.usual.descriptors
            if holds and self.together:
                served = self.is_served()
                if not served or find_usage(self.one.process.pid).descriptors <= self.usual.descriptors:
                    problems.append("nobody else is served meanwhile")
            problems += self.wait_until_free(self.usual, name)
        if problems or self.wait_until_free(self.usual, name):
            return problems
        printed = self.one.read_stream("stdout")[printed_before:]
        answered, as_usual = bytes(part.heard) == self.answer, mask_numbers(printed) == mask_numbers(self.printed)
        if not answered and (name in self.legal or (name == "early data" and as_usual)):
            problems.append(f"the answer is {bytes(part.heard)[:60]!r}, not {self.answer[:60]!r}")
        if not as_usual and name in self.legal:
            problems.append(f"it prints {printed!r}, not {self.printed!r}")
        return problems + self.serve_a_good_client()

    def serve_a_good_client(self) -> list[str]:
        """After a peer has gone."""
        if not self.program.serves_until_ctrl_c or self.one.process.poll() is not None:
            return []
        if not self.is_served():
            return ["a good client is not served afterwards"]
        self.wait_until_free(self.usual, "")
        return []

    def meet_crowd(self) -> list[str]:
        """Many come at once, say something, and go."""
        size = min(CROWD_SIZE, self.limit - SPARE)
        words = Part(self.conversation.part(of_client=True)).first
        if not self.stream:
            for _ in range(size):
                with self.connect() as sock, contextlib.suppress(OSError):
                    sock.send(words)
        else:
            if self.conversation.sides:
                with self.connect() as sock:
                    words = sock.greeting()
            address = self.conversation.address
            with crowd(reachable_address(address), family_of(address), size, words):
                self.one.read_stream("stdout")
        self.wait_until_free(self.usual, CROWD)
        return self.serve_a_good_client()

    # What good clients do.

    def connect(self) -> socket.socket:
        """A socket that leads to it. Raises Failed where it lets nobody in."""
        sock = make_socket(self.conversation.address)
        sock.settimeout(self.patience)
        try:
            sock.connect(reachable_address(self.conversation.address))
        except OSError as error:
            sock.close()
            raise Failed(f"lets nobody in: {error}\n{self.one.transcript()}") from None
        return put_tls_on(sock, self.conversation, of_client=True)

    def talk_well(self) -> bytes:
        part = Part(self.conversation.part(of_client=True))
        with self.connect() as sock, contextlib.suppress(OSError):
            self.play_well(sock, part)
        return bytes(part.heard)

    def is_served(self) -> bool:
        """Whether a good client gets its answer; one that comes to others' turn must wait for it."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if self.talk_well() == self.answer:
                return True
            if self.one.process.poll() is not None:
                return False
        return False

    def meet_the_usual_client(self) -> list[str]:
        """At the end comes the client that it was written for."""
        if not self.program.serves_until_ctrl_c:
            return []
        self.begin()
        client = PlainRun(self.job, self.job.programs[-1], self.job.reader(**LAB))
        try:
            client.start()
            client.wait(time.monotonic() + self.patience)
            return [f"after all that: {difference}"] if (difference := client.difference()) else []
        except Failed as failure:
            return [f"after all that: {failure}"]
        finally:
            client.end_all()

    def wait_until_free(self, usual: Usage, name: str) -> list[str]:
        """Until it holds no more than usual and sleeps, or has ended. What is wrong if that is not soon."""
        session = self.one.process.pid
        waited, last, began = Wait(session, self.pace), None, find_usage(session).processor
        while self.one.process.poll() is None:
            self.one.read_stream("stdout")  # a pipe that nobody reads would stop it
            self.one.read_stream("stderr")
            now, seen = find_usage(session), thread_activity({session})
            if now.descriptors <= usual.descriptors and now.threads <= usual.threads and seen is not None and seen == last:
                return []
            if now.processor - began > self.processor_for(name):
                return [f"it spins: {now.processor - began:.1f} s of the processor, and no end"]
            if waited.enough():
                return ["it does not let the connection go, or holds more than before"]
            last = seen
            time.sleep(0.015)
        return []

    def settle(self) -> None:
        """Until it sleeps or has ended, for a short time."""
        session, last, deadline = self.one.process.pid, None, time.monotonic() + self.patience / 3
        while ((seen := thread_activity({session})) is None or seen != last) and time.monotonic() < deadline:
            last = seen
            time.sleep(0.01)


def make_socket(address: Address) -> socket.socket:
    return socket.socket(family_of(address), socket.SOCK_DGRAM if address[0] == "udp" else socket.SOCK_STREAM)


def put_tls_on(sock: socket.socket, conversation: Conversation, of_client: bool) -> socket.socket | TlsSocket:
    """Where it is spoken."""
    return TlsSocket(sock, conversation.sides[of_client], of_client) if conversation.sides else sock


def family_of(address: Address) -> int:
    kind, host, _ = address
    return socket.AF_UNIX if kind == "unix" else socket.AF_INET6 if ":" in host else socket.AF_INET


def reachable_address(address: Address) -> tuple[str, int] | str:
    """As connect wants it; what /proc writes @name is abstract, unix(7)."""
    kind, host, port = address
    if kind == "unix":
        return f"\0{host[1:]}" if host.startswith("@") else host
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port


# ---- clients


class ClientCheck(Check):
    """A client, and hostile peers in the place of its server. It is started for each."""

    began_at = 0.0  # the pace

    def begin(self) -> None:
        if self.began_at != self.pace:
            if problems := self.meet("", self.play_well):
                raise Failed(f"with a server that is not hostile: {problems[0]}")
            self.began_at = self.pace

    def meet(self, name: str, peer: Peer) -> list[str]:
        """What is wrong with how it ends when its server is such a peer."""
        remove_sockets(self.job.home)
        with Stage([] if name == VANISH else self.conversations, peer):
            one = PlainRun(self.job, self.program, self.environment | {"LAB_HASTE": str(self.pace)})
            try:
                one.start()
                used, ended = self.watch(one)
            finally:
                one.end_all()
        if not name:
            self.usual = used
        problems = []
        if not ended:
            problems.append("does not end")
        if used.peak - self.usual.peak > MEMORY:
            problems.append(f"{(used.peak - self.usual.peak) >> 20} MB more than usual")
        if used.processor - self.usual.processor > PROCESSOR + (WORK if name in BUSY else 0):
            problems.append(f"{used.processor - self.usual.processor:.1f} s of the processor more than usual")
        stderr = one.read_stream("stderr")
        if "Traceback" in stderr:
            problems.append(f"a traceback: {stderr.strip().splitlines()[-1]}")
        elif ended and one.process.returncode and (name in self.legal or not name):
            problems.append(f"exit status {one.process.returncode}, and says {stderr!r}")
        elif ended and one.process.returncode and stderr.count("\n") != 1:
            problems.append(f"not one line on standard error, but {stderr!r}")
        elif ended and not one.process.returncode and not may_be_valid(name, peer) and (difference := one.difference()):
            problems.append(f"exit status 0, as if all were well: {difference}")
        return problems

    def watch(self, one: PlainRun) -> tuple[Usage, bool]:
        """What the client used until it ended, or until its time was over; and whether it has ended."""
        used, waited = Usage(), Wait(one.process.pid, self.pace)
        while one.process.poll() is None and not waited.enough():
            now = find_usage(one.process.pid)
            used = Usage(now.descriptors, now.threads, now.memory, max(used.peak, now.peak), max(used.processor, now.processor))
            one.read_stream("stdout")
            one.read_stream("stderr")
            if used.processor - self.usual.processor > PROCESSOR + WORK:
                break  # it spins
            time.sleep(0.005)
        return used, one.process.poll() is not None


def may_be_valid(name: str, peer: Peer) -> bool:
    """Whether what a peer says could be taken for an answer."""
    return name in PERHAPS_VALID and peer not in TLS.get(name, [])


class Stage:
    """The place of a server, and a peer there. It plays each conversation in turn, and holds what the peer leaves open."""

    def __init__(self, conversations: list[Conversation], peer: Peer) -> None:
        self.peer, self.stack, self.threads = peer, contextlib.ExitStack(), []
        self.tls = any(c.sides for c in conversations)
        self.left = {address: [c for c in conversations if c.address == address] for address in {c.address for c in conversations}}
        self.over = threading.Event()

    def __enter__(self) -> "Stage":
        for address in self.left:
            kind, host, port = address
            place = self.stack.enter_context(make_socket(address))
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, kind == "tcp")
            place.bind(reachable_address(address) if kind == "unix" else (host, port))
            place.settimeout(0.05)
            if kind != "udp":
                place.listen()
            self.play(self.answer if kind == "udp" else self.accept, place, address)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        self.stack.close()

    def play(self, function: Callable[..., None], *arguments: object) -> None:
        self.threads.append(threading.Thread(target=function, args=arguments, daemon=True))
        self.threads[-1].start()

    def next_conversation(self, address: Address) -> Conversation:
        """The next one at an address; the last one again when there are no more."""
        left = self.left[address]
        return left.pop(0) if len(left) > 1 else left[0]

    def visits(self, wait: Callable[[], object]) -> Iterator[object]:
        """What comes, until all is over."""
        while not self.over.is_set():
            with contextlib.suppress(OSError):
                yield wait()

    def accept(self, place: socket.socket, address: Address) -> None:
        for conn, _ in self.visits(place.accept):
            conversation = self.next_conversation(address)
            conn.settimeout(PATIENCE)
            sock = self.stack.enter_context(put_tls_on(conn, conversation, of_client=False))
            self.play(self.perform, sock, conversation)

    def answer(self, place: socket.socket, address: Address) -> None:
        for _, peer in self.visits(lambda: place.recvfrom(1, socket.MSG_PEEK)):
            place.connect(peer)
            self.perform(place, self.next_conversation(address))
            return

    def perform(self, sock: socket.socket, conversation: Conversation) -> None:
        peer = self.peer if conversation.sides or not self.tls else play_well
        with contextlib.suppress(OSError):
            peer(sock, Part(conversation.part(of_client=False)))
