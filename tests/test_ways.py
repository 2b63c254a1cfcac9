"""Every example holds up in every way of lab/running/ways.py; and each way finds a program that does not."""

import pytest

from lab.paths import SNIPPETS
from lab.running.examples import Example, Program, all_examples
from lab.running.lines import read_reasons
from lab.running.ways import IPV6, ONE_RECV, WAYS, applies, find_problems

RUNS = [pytest.param(way, example, id=f"{way}-{example.name}") for example in all_examples() for way in WAYS if applies(way, example)]


@pytest.mark.parametrize("way, example", RUNS)
def test_an_example_holds_up(way, example):
    problems = find_problems(way, example)
    assert not problems, "\n\n".join(problems)


# ---- each way, seen red

PORT = 25999
CLIENT = f'''"""Connect once."""

import socket

with socket.create_connection(("127.0.0.1", {PORT}), 5) as sock:
    print(sock.recv(2, socket.MSG_WAITALL))
'''
GOOD = f'''"""Greet one client."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", {PORT})) as listener:
    print("waiting on 127.0.0.1:{PORT}")
    conn, _ = listener.accept()
    with conn:
        try:
            conn.sendall(b"hi")
            conn.recv(1)
        except ConnectionError as error:
            print("given up:", error)
'''
WAITING = f"waiting on 127.0.0.1:{PORT}\n"


def example(folder, *texts: tuple[str, str]) -> Example:
    """Programs and what they are said to print; of two, a server and a client."""
    names = ["page_server", "page_client"] if len(texts) > 1 else ["page"]
    for name, (source, output) in zip(names, texts):
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        (folder / f"{name}.out").write_text(output, encoding="utf-8")
    return Example("page", tuple(Program(folder / f"{name}.py") for name in names))


def pair(folder, server: str, output: str = WAITING) -> Example:
    return example(folder, (server, output), (CLIENT, "b'hi'\n"))


@pytest.mark.parametrize("way", [way for way in WAYS if way != "network"])
def test_a_good_pair_is_green(way, tmp_path):
    assert find_problems(way, pair(tmp_path, GOOD)) == []


SINGLES = {
    "a port that is still in use the second time": (
        "plain", '"""Leave a socket in TIME_WAIT."""\n\nimport socket\n\nwith socket.socket() as a:\n    a.bind(("127.0.0.1", 25998))\n    a.listen()\n'
        '    with socket.create_connection(a.getsockname(), 5) as b, a.accept()[0] as c:\n        c.shutdown(1)\n        print(b.recv(1))\n', "b''\n",
        "twice: page.py: exit status 1",
    ),
    "a line that a child prints again": (
        "plain", '"""Fork."""\n\nimport os\n\nprint("one")\nif not (child := os.fork()):\n    raise SystemExit\nos.waitpid(child, 0)\n', "one\n", "pipe: page.py printed something else",
    ),
    "luck": (
        "plain", '"""Print once."""\n\nimport os\n\nprint(os.path.exists("seen"))\nopen("seen", "w").close()\n', "True\n", "not on every run: page.py printed something else",
    ),
    "a setting of the lab": (
        "plain", '"""Tell the MTU."""\n\nimport pathlib\n\nprint(pathlib.Path("/sys/class/net/lo/mtu").exists())\n'
        'import socket, fcntl, struct\n\nwith socket.socket() as s:\n    print(struct.unpack("16xi12x", fcntl.ioctl(s, 0x8921, struct.pack("32s", b"lo")))[0])\n',
        "True\n1500\n", "default settings: page.py printed something else",
    ),
    "a variable of the lab": (
        "plain", '"""Tell a variable."""\n\nimport os\n\nprint(os.environ.get("PYTHONUTF8"))\n', "1\n", "plain environment",
    ),
    "a message taken for a receive": (
        "bytes", '"""Trust a recv."""\n\nimport socket\n\na, b = socket.socketpair()\nwith a, b:\n    a.sendall(b"hello")\n    print(b.recv(9))\n', "b'hello'\n",
        "+ b'h'",
    ),
    "a file that is read at once": (
        "bytes", '"""Trust a raw file."""\n\nimport socket\n\na, b = socket.socketpair()\nwith a, b, b.makefile("rb", 0) as file:\n    a.sendall(b"hello")\n'
        "    print(file.read(9))\n", "b'hello'\n", "+ b'h'",
    ),
    "words that are not needed": ("bytes", f'"""Say hello. {ONE_RECV}"""\n\nprint("hello")\n', "hello\n", "but with one byte at a time all is the same"),
    "a line that never runs": ("bytes", '"""Say hello."""\n\nimport sys\n\nif len(sys.argv) > 1:\n    print("more")\nprint("hello")\n', "hello\n", 'lines: page.py: never runs: print("more")'),
    "IPv6 that is not there": (
        "no_ipv6", '"""Bind."""\n\nimport socket\n\nwith socket.create_server(("::1", 0), family=socket.AF_INET6):\n    print("bound")\n', "bound\n", "exit status 1",
    ),
    "IPv6 that is missed without a word": (
        "no_ipv6", '"""Bind."""\n\nimport socket\nimport sys\n\ntry:\n    with socket.create_server(("::1", 0), family=socket.AF_INET6):\n        print("bound")\n'
        'except OSError:\n    sys.exit("needs IPv6: there is no ::1 here")\n', "bound\n", f"then its docstring says `{IPV6}`",
    ),
    "IPv6 that is not needed": ("no_ipv6", f'"""Say hello. {IPV6}"""\n\nprint("hello")\n', "hello\n", "but prints the same without it"),
    "a setting that stays": (
        "network", '"""Forward. Linux only, as root."""\n\nopen("/proc/sys/net/ipv4/ip_forward", "w").write("1")\nprint("done")\n', "done\n",
        "it changed the network: /proc/sys/net/ipv4/ip_forward:\n- 0\n+ 1",
    ),
    "a device that stays": (
        "network", '"""Add a device. Linux only, as root."""\n\nimport subprocess\n\nsubprocess.run("ip link add one type veth peer two".split())\nprint("done")\n', "done\n",
        "it changed the network: ip -d addr:\n+ 3: two@one",
    ),
    "a route that stays": (
        "network", '"""Add a route. Linux only, as root."""\n\nimport subprocess\n\nsubprocess.run("ip route add 192.0.2.0/24 dev lo".split())\nprint("done")\n', "done\n",
        "it changed the network: ip route",
    ),
    "a right that is missed without a word": (
        "network", '"""Make a network. Linux only, as root."""\n\nimport ctypes\n\nctypes.CDLL(None).unshare(0x40000000)\nprint("done")\n', "done\n",
        "without root page.py does not end with one line that says so",
    ),
    "a packet that leaves": (
        "network", '"""Send. Linux only, as root."""\n\nimport socket\n\nwith socket.socket(type=socket.SOCK_DGRAM) as s:\n    s.sendto(b"x", ("203.0.113.1", 9))\nprint("done")\n',
        "done\n", "it sent out of the machine",
    ),
    "a packet that leaves over IPv6": (
        "network", '"""Send. Linux only, as root."""\n\nimport socket\n\nwith socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as s:\n    s.sendto(b"x", ("2001:db8:1::9", 9))\nprint("done")\n',
        "done\n", "it sent out of the machine",
    ),
}


@pytest.mark.parametrize("way, source, output, said", SINGLES.values(), ids=SINGLES.keys())
def test_a_program_that_does_not_hold_up_is_red(way, source, output, said, tmp_path):
    problems = find_problems(way, example(tmp_path, (source, output)))
    assert said in "\n".join(problems)


SERVERS = {
    "a server that says nothing": (GOOD.replace("    print(", "    str("), "", "no line `waiting on 127.0.0.1:25999`"),
    "a server that names another address": (GOOD.replace("on 127.0.0.1:", "on port "), "waiting on port 25999\n", "does not name 127.0.0.1:25999"),
    "a server that speaks when a client has come": (
        GOOD.replace('    print("waiting on 127.0.0.1:25999")\n', "").replace("    with conn:\n", '    print("waiting on 127.0.0.1:25999")\n    with conn:\n'), WAITING,
        "no line `waiting on 127.0.0.1:25999`",
    ),
    "a server that ends in a traceback": (GOOD.replace("signal.SIG_DFL", "signal.default_int_handler"), WAITING, "ends it with a traceback"),
    "a server that does not end": (GOOD.replace("signal.SIG_DFL", "signal.SIG_IGN"), WAITING, "does not end it within a second"),
    "a server that hides where it cannot be": (
        GOOD.replace('socket.create_server(("127.0.0.1", 25999))', "socket.socket()").replace("    print(", '    listener.bind(("127.0.0.1", 25999))\n    listener.listen()\n    print('),
        WAITING, "the last line does not name it",
    ),
}


def test_a_server_that_a_peer_can_end_is_red(tmp_path):
    source = GOOD.replace("conn.recv(1)", "print(int(conn.recv(1)))").replace("ConnectionError", "TimeoutError")
    problems = [problem for problem in find_problems("rude", pair(tmp_path, source)) if "gets it to end in a traceback" in problem]
    by_error: dict[str, list[str]] = {}
    for problem in problems:
        by_error.setdefault(problem.splitlines()[-1].split(":")[0], []).append(problem)
    assert by_error.keys() == {"ConnectionResetError", "ValueError"}
    # A reset may come before what was sent has been read, or behind it; without one there is no ConnectionResetError.
    assert all(" and a reset gets" in problem for problem in by_error["ConnectionResetError"])
    assert any(" and a reset" not in problem for problem in by_error["ValueError"])


@pytest.mark.parametrize("source, output, said", SERVERS.values(), ids=SERVERS.keys())
def test_a_server_that_does_not_hold_up_is_red(source, output, said, tmp_path):
    problems = find_problems("terminal", pair(tmp_path, source, output))
    assert said in "\n".join(problems)


def test_the_reasons_are_for_statements_that_are_there():
    for name, reasons in read_reasons().items():
        lines = [line.strip() for line in (SNIPPETS / name).read_text(encoding="utf-8").splitlines()]
        assert set(reasons) <= set(lines), name
