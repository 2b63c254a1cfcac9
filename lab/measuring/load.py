"""The load: many clients of the protocol of snippets/lines/lines_server.py in one thread.

A client sends a line of numbers, waits for their sum, and sends the next line: a closed loop, so a slow server is asked
less often. The load runs beside the server on the same machine and takes a good part of it; what it finds is good for
comparing servers that were measured in one run, and for nothing else.
"""

import contextlib
import selectors
import socket
import time
from dataclasses import dataclass, field

QUESTION, ANSWER = b"1 2 3\n", b"6\n"
OPENING = 50  # clients that open and have no answer yet, at most: fewer than fit into an accept queue
SLOW_PIECE, SLOW_PAUSE = 1, 0.05  # bytes, and seconds between them, of a slow client
GREEDY_PIECE = QUESTION * 1000  # what a greedy client sends at once, and it reads no answer


@dataclass(eq=False)
class Client:
    sock: socket.socket
    asked: float  # when its question was sent: the clock of time.perf_counter
    answers: int = 0
    busy: bool = True
    got: bytes = b""


@dataclass
class Measured:
    """What the busy clients saw: seconds that were measured, answers in them, the seconds that each answer took, and clients that were lost."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Load:
    """Clients of one server; leave the `with` block, and all are closed."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.waiting = selectors.DefaultSelector()
        self.clients: list[Client] = []  # that have had an answer
        self.strangers: list[socket.socket] = []
        self.lost: list[str] = []

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *_) -> None:
        for sock in [*(key.fileobj for key in self.waiting.get_map().values()), *(client.sock for client in self.clients), *self.strangers]:
            sock.close()
        self.waiting.close()

    # ---- opening

    def open(self, count: int, patience: float) -> int:
        """Open clients until so many have had an answer, or for so many seconds none has had one. How many have had one."""
        opening, last = 0, time.perf_counter()
        while len(self.clients) < count and time.perf_counter() - last < patience:
            while opening < OPENING and len(self.clients) + opening + len(self.lost) < count:
                self.begin()
                opening += 1
            if not opening:
                break
            for key, _ in self.waiting.select(0.1):
                client: Client = key.data
                if self.proceed(client):
                    opening -= 1
                    last = time.perf_counter()
                    client.busy = False
                    self.waiting.unregister(client.sock)
                    self.clients.append(client)
                elif client.sock.fileno() < 0:
                    opening -= 1
        return len(self.clients)

    def begin(self) -> None:
        sock = socket.socket()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setblocking(False)
        sock.connect_ex(self.address)
        client = Client(sock, time.perf_counter())
        self.waiting.register(sock, selectors.EVENT_WRITE, client)

    # ---- asking

    def proceed(self, client: Client) -> bool:
        """Do what a client's socket is ready for. Whether its answer is complete."""
        try:
            if not client.answers and self.waiting.get_key(client.sock).events == selectors.EVENT_WRITE:
                if error := client.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    raise OSError(error, "connect")
                client.asked = time.perf_counter()
                client.sock.send(QUESTION)  # few bytes into an empty buffer: all of them
                self.waiting.modify(client.sock, selectors.EVENT_READ, client)
                return False
            piece = client.sock.recv(1000)
            if not piece:
                raise ConnectionError("closed by the server")
            client.got += piece
        except BlockingIOError:
            return False
        except OSError as error:
            self.lost.append(f"after {client.answers} answers: {error.strerror or error}")
            self.waiting.unregister(client.sock)
            client.sock.close()
            return False
        if not client.got.endswith(b"\n"):
            return False
        if client.got != ANSWER:
            raise ValueError(f"a server answered {client.got!r}")
        client.got, client.answers = b"", client.answers + 1
        return True

    def ask(self, client: Client) -> None:
        client.asked = time.perf_counter()
        client.sock.send(QUESTION)

    def measure(self, busy: int, seconds: float) -> Measured:
        """Let so many of the clients ask all the time, for so many seconds; the others are idle."""
        measured = Measured()
        chosen, lost = self.clients[:busy], len(self.lost)
        begin = time.perf_counter()
        for client in chosen:
            try:
                self.ask(client)
            except OSError as error:
                self.lost.append(f"while idle: {error.strerror}")
                continue
            self.waiting.register(client.sock, selectors.EVENT_READ, client)
        end = begin + seconds
        while (now := time.perf_counter()) < end:
            for key, _ in self.waiting.select(end - now):
                client = key.data
                if self.proceed(client):
                    measured.latencies.append(time.perf_counter() - client.asked)
                    with contextlib.suppress(OSError):  # seen when it is read
                        self.ask(client)
            self.feed_strangers()
        measured.seconds = time.perf_counter() - begin
        measured.lost = self.lost[lost:]
        for client in chosen:
            if client.sock.fileno() >= 0:
                self.waiting.unregister(client.sock)
        return measured

    # ---- strangers

    def invite(self, slow: int, greedy: int) -> None:
        """Open so many clients that send their lines byte by byte, and so many that send without end and read nothing."""
        for number in range(slow + greedy):
            sock = socket.create_connection(self.address, 10)
            sock.setblocking(False)
            self.strangers.append(sock)
        self.slow, self.greedy = self.strangers[:slow], self.strangers[slow:]
        self.fed = 0.0

    def feed_strangers(self) -> None:
        if not self.strangers or time.perf_counter() - self.fed < SLOW_PAUSE:
            return
        self.fed = time.perf_counter()
        for sock in self.slow:
            with contextlib.suppress(OSError):  # it has been thrown out, as it may be
                sock.send(b"1")
        for sock in self.greedy:
            with contextlib.suppress(OSError):
                sock.send(GREEDY_PIECE)
