"""System calls on sockets: read from strace(1), and said in words that a reader of Python understands.

`parse_trace` reads strace's lines; `word_call` words one call with the sockets' names. What the socket module asks of
the kernel for itself, and no program asked for, is left out (`is_implied`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from lab.recording.sockets import plain_host

TRACED = (
    "network,close,read,write,readv,writev,sendfile,dup,dup2,dup3,poll,ppoll,select,pselect6,epoll_wait,epoll_pwait,"
    "epoll_pwait2,epoll_ctl,fcntl,"
    "futex,clock_nanosleep,"  # on no socket: they show when a thread went on
    "clone,clone3,fork,vfork,execve,exit_group"  # on no socket: they show who has whose descriptors, and until when
)
SHOWN = 64  # bytes of data, as in a packet
STRACE = [
    "strace", "-f", "--seccomp-bpf", "-qq", "--signal=INT", f"--string-limit={SHOWN}", "-yy", f"--trace={TRACED}",
    # Calls that another thread interrupts stay on one line of the trace.
    "--status=successful,failed,unfinished,detached",
    "--absolute-timestamps=format:unix,precision:ns", "--syscall-times=ns",
    # A call that sends rests before it returns, so that what it sent arrives first, however busy the machine.
    "--inject=connect,sendto,sendmsg,shutdown,write,writev,sendfile,close:delay_exit=1000",
]
LINE = re.compile(r"(\d+) +(\d+)\.(\d{9}) (\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*?)(?: <(\d+)\.(\d{9})>)?$")
KILLED = re.compile(r"(\d+) +(\d+)\.(\d{9}) \+\+\+ killed by \w+ \+\+\+$")
DATA = r'b?"(?:[^"\\]|\\.)*"(?:\.\.\.)?'
SOCKET = re.compile(r"(\d+)<([A-Z][A-Za-z0-9-]*|socket):\[(.*?)\]>")  # 3<TCP:[127.0.0.1:25007->127.0.0.1:61000]>
FILE = re.compile(r"\b\d+<[^<>]*>(\(deleted\))?")
POINTER = re.compile(r"0x[0-9a-f]{6,}")
ADDRESS = re.compile(r"(?:\[([0-9a-fA-F:.%\w]+)\]|([0-9.]+)):(\d+)$")

Address = tuple[str, int]


@dataclass
class Call:
    """One line of strace. `start` and `end` are times; strace's end is early, by what it took to show the arguments."""

    tid: int
    start: int
    end: int
    name: str
    text: str  # the arguments
    result: str  # a number, or "?" if the call did not return
    rest: str  # what follows the number: an error, a socket, the descriptors that are ready
    names: dict[int, str] = field(default_factory=dict)  # descriptor → socket, as of the call
    made: list[str] = field(default_factory=list)  # the sockets that it made

    @cached_property
    def args(self) -> list[str]:
        return split_arguments(self.text)

    @cached_property
    def error(self) -> str | None:
        found = re.match(r" ([A-Z][A-Z0-9]+) \(", self.rest)
        return found[1] if found else None

    @property
    def failed(self) -> bool:
        return self.error is not None

    @cached_property
    def starts(self) -> int | None:
        """The number of the thread that the call started, in this process or a new one."""
        return int(self.result) if self.name in ("clone", "clone3", "fork", "vfork") and self.result.isdigit() else None

    @property
    def starts_thread(self) -> bool:
        return "CLONE_THREAD" in self.text

    @cached_property
    def uses(self) -> list[tuple[int, str, str]]:
        """The sockets among the arguments: (descriptor, kind, address or inode)."""
        return [(int(fd), kind, where) for fd, kind, where in SOCKET.findall(self.text)]

    @cached_property
    def gives(self) -> list[tuple[int, str, str]]:
        """The sockets that the call returns."""
        if self.failed or self.result == "?":
            return []
        if self.name == "socketpair":
            return self.uses
        if self.name == "recvmsg":
            passed = self.text.partition("cmsg_type=SCM_RIGHTS")[2]
            return [(int(fd), kind, where) for fd, kind, where in SOCKET.findall(passed)]
        found = SOCKET.match(self.result + self.rest)
        return [(int(found[1]), found[2], found[3])] if found else []


def parse_trace(trace: str) -> list[Call]:
    """The calls of one program's trace, in the order in which they began. Other lines are no calls."""
    calls = []
    for line in trace.splitlines():
        # The C library asks the kernel for the network devices like this: if_nameindex(3), getaddrinfo(3).
        if "<NETLINK:" in line:
            continue
        if found := LINE.match(line):
            tid, seconds, nanoseconds, name, text, result, rest, took, took_ns = found.groups()
            start = int(seconds) * 10**9 + int(nanoseconds)
            end = start + int(took or 0) * 10**9 + int(took_ns or 0)
            calls.append(Call(int(tid), start, end, name, text, result, rest.removesuffix(" (DELAYED)")))
        elif found := KILLED.match(line):  # a signal ends it as it would itself
            start = int(found[2]) * 10**9 + int(found[3])
            calls.append(Call(int(found[1]), start, start, "exit_group", "", "?", ""))
    return sorted(calls, key=lambda call: call.start)


def split_arguments(text: str) -> list[str]:
    """The arguments, cut at the commas that are in no bracket and no string."""
    found, depth, start, quoted, at = [], 0, 0, False, 0
    while at < len(text):
        character = text[at]
        if quoted:
            if character == "\\":
                at += 1
            elif character == '"':
                quoted = False
        elif character == '"':
            quoted = True
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and not depth:
            found.append(text[start:at])
            start = at + 2
        at += 1
    return [*found, text[start:]] if text else []


def parse_addresses(where: str) -> tuple[Address, Address | None] | None:
    """The local and the peer's address of a decorated descriptor; None where it has an inode instead."""
    local, _, peer = where.partition("->")
    ends = [ADDRESS.match(end) for end in (local, peer) if end]
    if not ends or not all(ends):
        return None
    pairs = [(plain_host(end[1] or end[2]), int(end[3])) for end in ends]
    return pairs[0], pairs[1] if len(pairs) > 1 else None


def parse_inode(where: str) -> int | None:
    found = re.match(r"(\d+)(?:->|,|$)", where)
    return int(found[1]) if found else None


def parse_sockaddr(argument: str) -> Address | None:
    """The address in a struct sockaddr."""
    host = re.search(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', argument)
    port = re.search(r"sin6?_port=htons\((\d+)\)", argument)
    return (plain_host(host[1] or host[2]), int(port[1])) if host and port else None


def format_address(address: Address) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def format_sockaddr(argument: str) -> str | None:
    """A struct sockaddr, as a reader writes an address; None for none."""
    if address := parse_sockaddr(argument):
        return format_address(address)
    if path := re.search(r'sun_path=(@?"(?:[^"\\]|\\.)*")', argument):
        return path[1]
    return None


def bytes_literal(argument: str) -> str | None:
    """A string of strace as the bytes of Python, always in double quotes; cut where strace cut it."""
    found = re.match(r'"((?:[^"\\]|\\.)*)"(\.\.\.)?', argument)
    if not found:
        return None
    raw = found[1].encode("latin-1", "replace").decode("unicode_escape").encode("latin-1")
    quoted = repr(b"'" + raw)[3:-1]  # an apostrophe makes Python choose double quotes
    if b'"' in raw:
        quoted = repr(raw)[2:-1].replace("\\'", "'").replace('"', '\\"')
    return f'b"{quoted}{"…" if found[2] else ""}"'


def buffers_literal(message: str) -> str:
    """The data of a struct msghdr or of an array of struct iovec."""
    parts = [bytes_literal(part) for part in re.findall(r'iov_base=("(?:[^"\\]|\\.)*"(?:\.\.\.)?)', message)]
    return 'b"' + "".join(part[2:-1] for part in parts if part) + '"'


READY = {
    "POLLIN": "readable", "POLLOUT": "writable", "POLLERR": "error", "POLLHUP": "hung up", "POLLPRI": "urgent",
    "POLLRDHUP": "peer finished", "EPOLLIN": "readable", "EPOLLOUT": "writable", "EPOLLERR": "error", "EPOLLHUP": "hung up",
    "EPOLLPRI": "urgent", "EPOLLRDHUP": "peer finished",
}


def format_events(bits: str) -> str:
    return "+".join(READY.get(bit, bit) for bit in bits.split("|"))


def socket_name(call: Call, argument: str) -> str:
    """The name of the socket in an argument."""
    found = SOCKET.match(argument)
    return call.names.get(int(found[1]), "a file") if found else "a file"


def format_flags(argument: str) -> str:
    """`, MSG_PEEK`, or nothing."""
    return f", {argument.replace('|', ' | ')}" if argument not in ("0", "") else ""


def word_poll(call: Call) -> tuple[str, str]:
    asked = re.findall(r"\{fd=(\d+)[^,]*?(?:<[^>]*(?:->[^>]*)?>)?, events=([\w|]+)\}", call.text)
    asked = [(fd, bits.replace("POLLOUT|POLLERR", "POLLOUT")) for fd, bits in asked if int(fd) in call.names]
    found = re.findall(r"\{fd=(\d+)[^,]*?, revents=([\w|]+)\}", call.rest)
    what = ", ".join(f"{call.names[int(fd)]} {format_events(bits)}" for fd, bits in asked)
    if call.result == "0":
        return what, "nothing, time is up" if call.args[-1] != "0" else "nothing"
    return what, ", ".join(f"{call.names.get(int(fd), 'a file')} {format_events(bits)}" for fd, bits in found)


def word_select(call: Call) -> tuple[str, str]:
    def sockets(text: str) -> str:
        return ", ".join(call.names.get(int(fd), "a file") for fd in re.findall(r"\d+", re.sub(r"<[^ ]*>", "", text)))

    kinds = ((1, "in", "readable"), (2, "out", "writable"))
    what = [f"{sockets(call.args[at])} {word}" for at, _, word in kinds if re.match(r"\[.", call.args[at]) and call.args[at] != "[]"]
    found = [f"{sockets(text)} {word}" for _, kind, word in kinds for text in re.findall(rf"\b{kind} \[([^\]]*)\]", call.rest)]
    return ", ".join(what), ", ".join(found) or "nothing, time is up"


def word_epoll(call: Call) -> tuple[str, str]:
    found = re.findall(r"\{events=([\w|]+), data=\{u32=(\d+)", call.text)
    if call.result == "0":
        return "", "nothing, time is up" if call.args[3] != "0" else "nothing"
    return "", ", ".join(f"{call.names.get(int(fd), 'a file')} {format_events(bits)}" for bits, fd in found)


def word_receive(call: Call) -> tuple[str, str]:
    """recvfrom(S1, 1024) = b"…" from 127.0.0.1:25008"""
    name, args = socket_name(call, call.args[0]), call.args
    if call.name == "recvmsg":
        size = sum(int(n) for n in re.findall(r"iov_len=(\d+)", call.text))
        what, content = f"{name}, {size}{format_flags(args[-1])}", buffers_literal(args[1])
    else:
        what, content = f"{name}, {args[2]}{format_flags(args[3]) if call.name == 'recvfrom' else ''}", bytes_literal(args[1]) or 'b""'
    sender = format_sockaddr(call.text.partition(">")[2]) if call.name != "read" else None
    return what, content + (f" from {sender}" if sender else "")


def word_send(call: Call) -> tuple[str, str]:
    name, args = socket_name(call, call.args[0]), call.args
    if call.name in ("sendmsg", "writev"):
        content, extra = buffers_literal(args[1]), format_flags(args[-1]) if call.name == "sendmsg" else ""
    else:
        content, extra = bytes_literal(args[1]) or 'b""', format_flags(args[3]) if call.name == "sendto" else ""
    to = format_sockaddr(", ".join(args[1:])) if call.name.startswith("send") else None
    return f"{name}, {content}{extra}" + (f", {to}" if to else ""), call.result


def word_option(call: Call) -> tuple[str, str]:
    name, args = socket_name(call, call.args[0]), call.args
    value = re.sub(r"^\[(.*)\]$", r"\1", args[3])
    if call.name == "getsockopt":
        return f"{name}, {args[2]}", value
    return f"{name}, {args[2]}, {value}", call.result


def word_plainly(*positions: int) -> Callable[[Call], tuple[str, str]]:
    """A call that is shown with these arguments and its number."""
    return lambda call: (", ".join([socket_name(call, call.args[0]), *(call.args[at] for at in positions)]), call.result)


def word_address(call: Call) -> tuple[str, str]:
    return f"{socket_name(call, call.args[0])}, {format_sockaddr(', '.join(call.args[1:])) or 'nobody'}", call.result


def word_name(call: Call) -> tuple[str, str]:
    return socket_name(call, call.args[0]), format_sockaddr(", ".join(call.args[1:])) or "nobody"


def word_socket(call: Call) -> tuple[str, str]:
    kind = "|".join(word for word in call.args[1].split("|") if word not in ("SOCK_CLOEXEC", "SOCK_NONBLOCK"))
    return f"{call.args[0]}, {kind}", ", ".join(call.made)


WORDS: dict[str, tuple[str, Callable[[Call], tuple[str, str]]]] = {
    "socket": ("socket", word_socket),
    "socketpair": ("socketpair", word_socket),
    "bind": ("bind", word_address),
    "connect": ("connect", word_address),
    "listen": ("listen", word_plainly(1)),
    "accept": ("accept", lambda call: (socket_name(call, call.args[0]), ", ".join(call.made))),
    "shutdown": ("shutdown", word_plainly(1)),
    "close": ("close", word_plainly()),
    "getsockname": ("getsockname", word_name),
    "getpeername": ("getpeername", word_name),
    "setsockopt": ("setsockopt", word_option),
    "getsockopt": ("getsockopt", word_option),
    "sendto": ("sendto", word_send), "sendmsg": ("sendmsg", word_send), "write": ("write", word_send), "writev": ("writev", word_send),
    "recvfrom": ("recvfrom", word_receive), "recvmsg": ("recvmsg", word_receive), "read": ("read", word_receive), "readv": ("readv", word_receive),
    "sendfile": ("sendfile", lambda call: (f"{socket_name(call, call.args[0])}, a file, {call.args[3]}", call.result)),
    "poll": ("poll", word_poll), "ppoll": ("poll", word_poll),
    "select": ("select", word_select), "pselect6": ("select", word_select),
    "epoll_wait": ("epoll_wait", word_epoll), "epoll_pwait": ("epoll_wait", word_epoll), "epoll_pwait2": ("epoll_wait", word_epoll),
    "epoll_ctl": ("epoll_ctl", lambda call: (
        f"{call.args[1].removeprefix('EPOLL_CTL_').lower()} {socket_name(call, call.args[2])}"
        + (f" {format_events(bits[1])}" if (bits := re.search(r"events=([\w|]+)", call.args[-1])) else ""), call.result)),
    "dup": ("dup", word_plainly()), "dup2": ("dup", word_plainly()), "dup3": ("dup", word_plainly()),
    "fcntl": ("dup", word_plainly()),
}
WORDS["accept4"] = WORDS["accept"]


def is_implied(call: Call) -> bool:
    """A call that the socket module makes for itself: it asks a new descriptor's family with room for any address."""
    return (call.name == "getsockname" and "[128 =>" in call.text) or (call.name == "fcntl" and "F_DUPFD" not in call.text)


def word_call(call: Call) -> tuple[str, str]:
    """(what was asked, what came of it): `accept(S1)` and ` = S2`, or `connect(C1, [::1]:9)` and ` → ECONNREFUSED`."""
    name, words = WORDS.get(call.name, (call.name, word_plainly()))
    if call.name.startswith("recv") and (call.failed or call.result == "?"):
        size = next(iter(re.findall(r", (\d+)\b", call.text)), "")
        asked, answer = f"{socket_name(call, call.args[0])}, {size}", ""
    else:
        asked, answer = words(call)
    asked = f"{name}({asked})"
    return asked, f" → {call.error}" if call.failed else f" = {answer}"


def hide_data(text: str) -> str:
    return re.sub(DATA, "…", text)


def format_raw(call: Call) -> str:
    """strace's own text, with the sockets' names for their descriptors and nothing that changes from run to run."""
    def name(found: re.Match) -> str:
        return call.names.get(int(found[1]), "a socket")

    result = SOCKET.sub(lambda found: call.made[0] if call.made else name(found), call.result + call.rest)
    text = SOCKET.sub(name, call.text) if call.name != "socketpair" else re.sub(r"\[.*\]", f"[{', '.join(call.made)}]", call.text)
    text = f"{call.name}({text}) = {result}"
    text = re.sub(r"\{fd=(\d+)", lambda found: f"{{fd={call.names.get(int(found[1]), 'N')}", text)
    text = re.sub(r"data=\{u32=(\d+), u64=\d+\}", lambda found: f"data={call.names.get(int(found[1]), 'N')}", text)
    for numbers in set(re.findall(r"\b(?:in|out|except) \[([\d ]+)\]", text)):
        text = text.replace(f"[{numbers}]", f"[{' '.join(call.names.get(int(number), 'N') for number in numbers.split())}]")
    text = re.sub(r"(nl_pad=0x\w+, )?nl_pid=-?\d+", "nl_pid=…", text)
    if call.name.startswith("epoll_wait") or call.name.startswith("epoll_pwait"):
        text = re.sub(r", -?\d+(, NULL, \d+)?\) = ", ", …) = ", text)  # what is left of a time-out
    if call.name == "poll":
        text = re.sub(r", (\d+)(\d{3})\) = ", lambda found: f", {int(found[1]) + (found[2] != '000')}000) = ", text)
    text = re.sub(r"left \{[^}]*\}", "left …", text)
    return sub_outside_data(POINTER, "…", sub_outside_data(FILE, "N", text))


def sub_outside_data(pattern: re.Pattern, word: str, text: str) -> str:
    """Replace what is found, but not in what was sent or read: there `270<>` are five bytes."""
    return re.sub(f'({DATA})|{pattern.pattern}', lambda found: found[1] or word, text)
