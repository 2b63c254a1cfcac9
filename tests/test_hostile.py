"""The hostile peers break what they are meant to break: each criterion of lab/running/hostile.py, seen red."""

import json
import re
import subprocess
import sys

import pytest

from lab.paths import DOCS, ROOT
from lab.running import namespace
from lab.running.examples import NAIVE, TO_COPY, WRONG, Example, Program, Unchecked
from lab.running.peers import CROWD, DATAGRAMS, STREAM
from lab.running.ways import applies, find_problems

SERVER = '''"""Send back each line in capitals, each client in a thread. To copy. Serves until Ctrl-C."""

import signal
import socket
import sys
import threading

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT = 100


def read_line(sock, left):
    while b"\\n" not in left:
        if len(left) > LIMIT:
            raise ValueError("too long")
        piece = sock.recv(1024)
        if not piece:
            break
        left += piece
    line, end, left = left.partition(b"\\n")
    if line and not end:
        raise EOFError("ended inside a line")
    return line + end, left


def serve(conn):
    with conn:
        conn.settimeout(4)
        try:
            line, left = read_line(conn, b"")
            while line:
                conn.sendall(line.upper())
                line, left = read_line(conn, left)
            print("served")
        except (OSError, EOFError, ValueError) as error:
            print("given up:", error)


with socket.create_server(("127.0.0.1", 25999)) as listener:
    print("waiting on 127.0.0.1:25999")
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=serve, args=[conn]).start()
'''
IN_TURN = SERVER.replace("threading.Thread(target=serve, args=[conn]).start()", "serve(conn)")
CLIENT = '''"""Ask for two lines in capitals. To copy."""

import socket
import sys

LIMIT = 100


def ask(sock, file, line):
    sock.sendall(line)
    answer = file.readline(LIMIT)
    if not answer.endswith(b"\\n"):
        raise EOFError("no whole answer")
    return answer


try:
    with socket.create_connection(("127.0.0.1", 25999), 4) as sock:
        with sock.makefile("rb") as file:
            for line in (b"milk\\n", b"bread\\n"):
                print(ask(sock, file, line))
except (OSError, EOFError) as error:
    sys.exit(f"no answer: {error}")
'''
CLIENT_OUT = "b'MILK\\n'\nb'BREAD\\n'\n"
DEMONSTRATION = CLIENT.replace(" To copy.", "")

UDP_SERVER = '''"""Send back each datagram in capitals. To copy. Serves until Ctrl-C."""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 25999))
    print("waiting on 127.0.0.1:25999")
    while True:
        data, peer = sock.recvfrom(2048)
        sock.sendto(data.upper(), peer)
'''
UDP_CLIENT = '''"""Ask for capitals. To copy."""

import socket
import sys

with socket.socket(type=socket.SOCK_DGRAM) as sock:
    sock.settimeout(2)
    sock.connect(("127.0.0.1", 25999))  # nobody else is heard
    try:
        sock.send(b"milk")
        print(sock.recv(2048))
    except OSError as error:
        sys.exit(f"no answer: {error}")
'''
UDP_OUT = "b'MILK'\n"

PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEICtY+wSNjoWk1NhPI+v2OdTZKIOtXFxn5amoFwoPpu96
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBAzCBtqADAgECAhRW4sUe1U7oLDwuVPnDBvCv8wK+/TAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MCAXDTI2MDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAw
WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBzeDrh40gOAjMcXQ0T
Ah2Dd+o4W09EuKNDiyuNINzqdKMYMBYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAUG
AytlcANBAG7Nu16ikLX/fNwFOAfjguAq3g2WzfQHN8hRB7SLRDQYrQeTnQ2IBes4
XDN9t1FkLi5dl81h8QUrjjnBKNgihw8=
-----END CERTIFICATE-----
"""


def change(source: str, *changes: str) -> str:
    """A source with some texts replaced, each by the next."""
    for old, new in zip(changes[::2], changes[1::2]):
        assert old in source
        source = source.replace(old, new)
    return source


CONTEXTS = f'''PEM = """\\
{PEM}"""
with tempfile.NamedTemporaryFile("w") as file:
    file.write(PEM)
    file.flush()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(file.name)
    trusting = ssl.create_default_context(cadata=PEM)
'''
SHAKE_HANDS = '''def shake_hands(conn):
    try:
        conn.settimeout(4)
        conn = serving.wrap_socket(conn, server_side=True, suppress_ragged_eofs=False)
    except OSError as error:
        print("given up:", error)
    else:
        serve(conn)


with socket.create_server'''
PLACE = 'socket.create_connection(("127.0.0.1", 25999), 4)'


def with_tls(source: str) -> str:
    """One of the servers or clients above, with TLS."""
    source = change(source, "import socket\n", "import socket\nimport ssl\nimport tempfile\n", "LIMIT = ", f"{CONTEXTS}LIMIT = ")
    if PLACE in source:
        return change(source, PLACE, f'trusting.wrap_socket({PLACE}, server_hostname="localhost", suppress_ragged_eofs=False)')
    source = change(source, "with socket.create_server", SHAKE_HANDS)
    return change(source, "target=serve,", "target=shake_hands,")


def at_a_path(source: str) -> str:
    """One of the servers or clients above, with a Unix socket."""
    source = source.replace("127.0.0.1:25999", "capitals.sock")
    if PLACE in source:
        return change(source, f"{PLACE} as sock:\n", 'socket.socket(socket.AF_UNIX) as sock:\n        sock.settimeout(4)\n        sock.connect("capitals.sock")\n')
    server = 'socket.create_server(("127.0.0.1", 25999)) as listener:\n'
    return change(source, server, 'socket.socket(socket.AF_UNIX) as listener:\n    listener.bind("capitals.sock")\n    listener.listen()\n')


TLS_SERVER, TLS_CLIENT = with_tls(SERVER), with_tls(CLIENT)
TLS_IN_TURN = change(TLS_SERVER, "threading.Thread(target=shake_hands, args=[conn]).start()", "shake_hands(conn)")
ASYNCIO_CLIENT = change(
    TLS_CLIENT, "import socket\n", "import asyncio\n", TLS_CLIENT[TLS_CLIENT.index("def ask"):], '''async def main():
    async with asyncio.timeout(4):
        reader, writer = await asyncio.open_connection("127.0.0.1", 25999, ssl=trusting, server_hostname="localhost")
        for line in (b"milk\\n", b"bread\\n"):
            writer.write(line)
            print(await reader.readuntil(b"\\n"))
        writer.close()
        await writer.wait_closed()


try:
    asyncio.run(main())
except (OSError, EOFError, asyncio.LimitOverrunError) as error:
    sys.exit(f"no answer: {error}")
''',
)
UNIX_SERVER, UNIX_CLIENT = at_a_path(SERVER), at_a_path(CLIENT)


def example(folder, *texts: tuple[str, str, str]) -> Example:
    for name, source, output in texts:
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        (folder / f"{name}.out").write_text(output, encoding="utf-8")
    return Example("page", tuple(Program(folder / f"{name}.py") for name, _, _ in texts))


def find_hostile(folder, server: str, client: str = DEMONSTRATION, output: str = CLIENT_OUT) -> str:
    """What is wrong with a pair, in one text."""
    return "\n".join(find_problems("hostile", example(folder, ("page_server", server, ""), ("page_client", client, output))))


def meet(one: Example, marked: int, *names: str) -> str:
    """What is wrong when one of the programs meets some peers alone, in one text; in a process that may enter a namespace."""
    if not namespace.available():
        raise Unchecked("hostile peers: need Linux and a network namespace")
    code = """if True:
        import json, sys
        from pathlib import Path
        from lab.running.examples import Program
        from lab.running.hostile import judge_program
        from lab.running.plain import Job

        names, number, *paths = json.loads(sys.argv[1])
        job = Job(tuple(Program(Path(path)) for path in paths), sys.executable, Path(paths[0]).parent)
        print("\\n".join(judge_program(job, job.programs[number], {}, names)))
    """
    arguments = json.dumps([names, marked, *(str(program.path) for program in one.programs)])
    return subprocess.run([sys.executable, "-c", code, arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout


def test_what_is_good_is_green(tmp_path):
    assert find_hostile(tmp_path, SERVER, CLIENT) == ""


def test_one_client_after_the_other_is_green(tmp_path):
    assert find_hostile(tmp_path, IN_TURN.replace("import threading\n", "")) == ""


def test_datagrams_that_are_good_are_green(tmp_path):
    assert find_hostile(tmp_path, UDP_SERVER, UDP_CLIENT, UDP_OUT) == ""


HELD = "it does not let the connection go, or holds more than before"
SERVERS = {
    "a descriptor is left open": (
        change(SERVER, '            print("given up:", error)', '            print("given up:", error)\n            kept.append(socket.socket())', "LIMIT = 100\n", "LIMIT = 100\nkept = []\n"),
        "cut", "1 descriptors more than before",
    ),
    "a thread is left": (
        change(SERVER, '            print("given up:", error)', '            print("given up:", error)\n            threading.Thread(target=threading.Event().wait).start()'),
        "cut", "1 threads more than before",
    ),
    "it spins at the end of the stream": (change(SERVER, "if not piece:", "if not piece and not left:"), "cut", "it spins"),
    "it keeps all that comes": (
        change(SERVER, "LIMIT = 100", "LIMIT = 1 << 40", "left += piece", "left.extend(piece)", 'conn, b""', "conn, bytearray()", "1024", "1 << 20"), "endless", "MB more than before",
    ),
    "a reset ends it": (change(IN_TURN, "(OSError, EOFError, ValueError)", "(TimeoutError, EOFError, ValueError)"), "reset", "reset (reset_inside): it has ended, with exit status 1"),
    "a traceback, though it goes on": (change(SERVER, "(OSError, EOFError, ValueError)", "(OSError, ValueError)"), "cut", "a traceback: EOFError: ended inside a line"),
    "it waits for ever": (change(SERVER, "conn.settimeout(4)", "conn.settimeout(None)"), "stall", f"stall: {HELD}"),
    "it waits for whoever reads nothing": (change(SERVER, "conn.settimeout(4)", "conn.settimeout(None)"), "slow reader", f"slow reader: {HELD}"),
    "it serves nobody meanwhile": (IN_TURN, "stall", "stall: nobody else is served meanwhile"),
    "it takes a receive for a message": (change(SERVER, '    while b"\\n" not in left:', '    for _ in range(not left):'), "dribble", "dribble: the answer is b'', not b'MILK\\nBREAD\\n'"),
    "it drops what it has not asked for yet": (
        change(SERVER, "line, left = read_line(conn, left)", 'line, left = read_line(conn, b"")'), "early data", "early data: the answer is b'MILK\\n', not b'MILK\\nBREAD\\n'",
    ),
    "a crowd ends it": (change(SERVER, "    while True:", "    held = []\n    while len(held) < 200:", "conn, _ = listener.accept()", "conn, _ = listener.accept()\n        held.append(1)"), "crowd", "crowd: it has ended"),
}


@pytest.mark.parametrize("source, peer, said", SERVERS.values(), ids=SERVERS.keys())
def test_a_server_that_does_not_hold_up_is_red(source, peer, said, tmp_path):
    assert said in meet(example(tmp_path, ("page_server", source, ""), ("page_client", CLIENT, CLIENT_OUT)), 0, peer)


def test_a_server_that_serves_one_is_not_to_copy(tmp_path):
    assert "a server to copy serves until Ctrl-C" in find_hostile(tmp_path, change(SERVER, "Serves until Ctrl-C.", ""))


CLIENTS = {
    "half an answer is one": (change(CLIENT, 'if not answer.endswith(b"\\n")', "if not answer"), "cut", "cut (cut_last): exit status 0, as if all were well"),
    "a traceback": (change(CLIENT, "(OSError, EOFError)", "TimeoutError"), "vanish", "vanish: a traceback: ConnectionRefusedError"),
    "it waits for ever": (change(CLIENT, ", 4) as sock", ") as sock"), "silent", "silent: does not end"),
    "it keeps all that comes": (change(CLIENT, "file.readline(LIMIT)", "file.readline()"), "endless", "MB more than usual"),
    "it takes a receive for a message": (change(CLIENT, "file.readline(LIMIT)", "sock.recv(LIMIT)"), "dribble", "dribble: exit status 1, and says 'no answer: no whole answer"),
    "it spins": (
        change(CLIENT, "answer = file.readline(LIMIT)", 'answer = b""\n    while not answer:\n        answer = file.readline(LIMIT)'), "early close", "s of the processor more than usual",
    ),
    "it says nothing": (change(CLIENT, 'sys.exit(f"no answer: {error}")', "sys.exit(1)"), "stall", "stall: not one line on standard error, but ''"),
}


@pytest.mark.parametrize("source, peer, said", CLIENTS.values(), ids=CLIENTS.keys())
def test_a_client_that_does_not_hold_up_is_red(source, peer, said, tmp_path):
    assert said in meet(example(tmp_path, ("page_server", SERVER, ""), ("page_client", source, CLIENT_OUT)), 1, peer)


def test_datagrams_that_are_not_held_up_to_are_red(tmp_path):
    server = change(UDP_SERVER, "data.upper()", "data.decode().upper().encode()")
    assert "garbage: it has ended" in meet(example(tmp_path, ("page_server", server, ""), ("page_client", UDP_CLIENT, UDP_OUT)), 0, "garbage")


# ---- TLS


def tls_pair(folder, server: str = TLS_SERVER, client: str = TLS_CLIENT) -> Example:
    return example(folder, ("page_server", server, ""), ("page_client", client, CLIENT_OUT))


def test_tls_that_is_good_is_green(tmp_path):
    assert find_hostile(tmp_path, TLS_SERVER, TLS_CLIENT) == ""


def test_tls_of_asyncio_is_looked_into(tmp_path):
    assert meet(tls_pair(tmp_path, client=ASYNCIO_CLIENT), 1, "dribble", "cut", "stall").strip() == ""


def test_a_server_that_wants_a_certificate_gets_that_of_its_client(tmp_path):
    server = change(TLS_SERVER, "    serving.load_cert_chain", "    serving.verify_mode = ssl.CERT_REQUIRED\n    serving.load_verify_locations(cadata=PEM)\n    serving.load_cert_chain")
    client = change(TLS_CLIENT, "trusting = ssl.create_default_context(cadata=PEM)", "trusting = ssl.create_default_context(cadata=PEM)\n    trusting.load_cert_chain(file.name)")
    assert meet(tls_pair(tmp_path, server, client), 0, "dribble").strip() == ""


TLS_SERVERS = {
    "it shakes hands where it accepts": (
        change(TLS_IN_TURN, "        serve(conn)", "        threading.Thread(target=serve, args=[conn]).start()"), "silent", "silent (stay_silent): nobody else is served meanwhile",
    ),
    "it waits for ever for a handshake": (change(TLS_SERVER, "        conn.settimeout(4)\n        conn = ", "        conn = "), "stall", f"stall (stall_in_handshake): {HELD}"),
    "a failed handshake ends it": (change(TLS_IN_TURN, "except OSError as error", "except TimeoutError as error"), "garbage", "garbage (send_garbage): it has ended, with exit status 1"),
    "no goodbye ends it": (
        change(TLS_IN_TURN, "(OSError, EOFError, ValueError)", "(ConnectionError, TimeoutError, EOFError, ValueError)"), "early close", "early close (leave_without_goodbye): it has ended",
    ),
    "it keeps all that comes": (with_tls(SERVERS["it keeps all that comes"][0]), "endless", "MB more than before"),
}


@pytest.mark.parametrize("source, peer, said", TLS_SERVERS.values(), ids=TLS_SERVERS.keys())
def test_a_server_of_tls_that_does_not_hold_up_is_red(source, peer, said, tmp_path):
    assert said in meet(tls_pair(tmp_path, source), 0, peer)


TLS_CLIENTS = {
    "half an answer is one": (change(TLS_CLIENT, 'if not answer.endswith(b"\\n")', "if not answer"), "cut", "cut (cut_with_goodbye): exit status 0, as if all were well"),
    "it waits for ever for a handshake": (change(TLS_CLIENT, "25999), 4)", "25999))"), "stall", "stall (stall_in_handshake): does not end"),
    "a traceback": (change(TLS_CLIENT, "(OSError, EOFError)", "(ConnectionError, TimeoutError, EOFError)"), "garbage", "garbage (say_in_plain_text): a traceback: ssl.SSLError"),
}


@pytest.mark.parametrize("source, peer, said", TLS_CLIENTS.values(), ids=TLS_CLIENTS.keys())
def test_a_client_of_tls_that_does_not_hold_up_is_red(source, peer, said, tmp_path):
    assert said in meet(tls_pair(tmp_path, client=source), 1, peer)


def test_tls_that_begins_later_is_not_taken_for_plain_text(tmp_path):
    server = change(TLS_SERVER, "        conn.settimeout(4)\n        conn = ", "        conn.settimeout(4)\n        conn.recv(1)\n        conn = ")
    client = change(
        TLS_CLIENT, "    with trusting", '    plain = socket.create_connection(("127.0.0.1", 25999), 4)\n    plain.sendall(b"S")\n    with trusting',
        'wrap_socket(socket.create_connection(("127.0.0.1", 25999), 4)', "wrap_socket(plain",
    )
    assert "TLS is spoken, but not from the first byte" in meet(tls_pair(tmp_path, server, client), 0, "dribble")


# ---- Unix sockets


def unix_pair(folder, server: str = UNIX_SERVER, client: str = UNIX_CLIENT) -> Example:
    return example(folder, ("page_server", server, ""), ("page_client", client, CLIENT_OUT))


def test_unix_sockets_that_are_good_are_green(tmp_path):
    assert find_hostile(tmp_path, UNIX_SERVER, UNIX_CLIENT) == ""


def test_an_abstract_address_is_one(tmp_path):
    abstract = [change(source, '"capitals.sock"', '"\\0capitals"') for source in (UNIX_SERVER, UNIX_CLIENT)]
    assert meet(unix_pair(tmp_path, *abstract), 0, "dribble", "crowd").strip() == ""


@pytest.mark.parametrize("fault", ["it keeps all that comes", "a reset ends it", "it takes a receive for a message", "it waits for ever"])
def test_a_server_at_a_path_that_does_not_hold_up_is_red(fault, tmp_path):
    source, peer, said = SERVERS[fault]
    assert said.replace(" (reset_inside)", "") in meet(unix_pair(tmp_path, at_a_path(source)), 0, peer)


@pytest.mark.parametrize("fault", ["half an answer is one", "it takes a receive for a message", "it says nothing"])
def test_a_client_of_a_path_that_does_not_hold_up_is_red(fault, tmp_path):
    source, peer, said = CLIENTS[fault]
    assert said in meet(unix_pair(tmp_path, client=at_a_path(source)), 1, peer)


# ---- datagrams, and what is not to copy


def test_a_stranger_is_noticed(tmp_path):
    client = change(UDP_CLIENT, 'sock.connect(("127.0.0.1", 25999))', "pass", 'sock.send(b"milk")', 'sock.sendto(b"milk", ("127.0.0.1", 25999))')
    pair = example(tmp_path, ("page_server", UDP_SERVER, ""), ("page_client", client, UDP_OUT))
    assert "stranger: exit status 0, as if all were well" in meet(pair, 1, "stranger")


NAIVE_SERVER = change(SERVER, " To copy.", " Naive. Broken by: stall, early close.", "conn.settimeout(4)", "pass", "(OSError, EOFError, ValueError)", "(EOFError, ValueError)")


def test_what_is_naive_is_broken_by_what_it_says(tmp_path):
    assert find_hostile(tmp_path, change(NAIVE_SERVER, "stall, early close", "stall, reset")) == ""


def test_what_is_naive_and_not_broken_is_red(tmp_path):
    assert find_hostile(tmp_path, change(NAIVE_SERVER, "stall, early close", "stall, dribble")) == "page_server.py: says that dribble breaks it, but holds up to that"
    assert "no hostile peer is called tickle; there are crowd, cut" in find_hostile(tmp_path, change(NAIVE_SERVER, "early close", "tickle"))


def test_a_program_alone_cannot_be_set_upon(tmp_path):
    alone = example(tmp_path, ("page", '"""Say hello. To copy."""\n\nprint("hello")\n', "hello\n"))
    assert "has its other side in itself" in find_problems("hostile", alone)[0]


def test_marks_are_read(tmp_path):
    texts = {"To copy.": TO_COPY, "Naive. Broken by: cut, early close.": NAIVE, "Not to copy.": None, "To copy": None}
    for text, mark in texts.items():
        (one,) = example(tmp_path, ("page", f'"""Do this.\n\n{text}"""\n', "")).programs
        assert one.mark == mark
        assert applies("hostile", Example("page", (one,))) == (mark in {TO_COPY, NAIVE})
    (one,) = example(tmp_path, ("page", '"""Wrong on purpose: do that."""\n', "")).programs
    assert one.mark == WRONG
    (one,) = example(tmp_path, ("page", '"""Do. Naive. Broken by: cut,\nearly close."""\n', "")).programs
    assert one.broken_by == ["cut", "early close"]


def test_the_page_about_the_tests_names_each_peer():
    text = (DOCS / "about" / "testing.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([a-z -]+?) +\|", text, re.MULTILINE)) == {*STREAM, CROWD}
    others = re.search(r"^For datagrams there are (.*)$", text, re.MULTILINE)[1]
    assert all(name in others for name in {*DATAGRAMS, CROWD})
