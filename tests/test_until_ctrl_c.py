"""A server that says `Serves until Ctrl-C.` is ended so, and what it printed is all there."""

import sys

import pytest

from lab.recording.recorder import record_programs
from lab.recording.story import format_recording
from lab.running import namespace
from lab.running.examples import Example, Failed, Program, Unchecked, run_example
from lab.running.ways import find_problems

if not namespace.available():
    pytestmark = pytest.mark.xdist_group("loopback")

CLIENT = '''"""Send hello, and wait for the end."""

import socket

with socket.create_connection(("127.0.0.1", 25999), 5) as sock:
    sock.sendall(b"hello")
    sock.shutdown(socket.SHUT_WR)
    with sock.makefile("rb") as file:
        print(file.read())
'''
IDIOM = '''
signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
'''
ONE_BY_ONE = f'''"""Send back what clients send, one client after the other. Serves until Ctrl-C."""

import signal
import socket
import sys
{IDIOM}
with socket.create_server(("127.0.0.1", 25999)) as listener:
    print("waiting on 127.0.0.1:25999")
    while True:
        conn, _ = listener.accept()
        with conn:
            conn.settimeout(5)
            try:
                while data := conn.recv(1024):
                    conn.sendall(data)
                print("served")
            except OSError as error:
                print("given up:", error)
'''
THREADS = f'''"""Send back what clients send, each client in a thread. Serves until Ctrl-C."""

import signal
import socket
import sys
import threading
{IDIOM}

def serve(conn):
    with conn:
        conn.settimeout(5)
        try:
            while data := conn.recv(1024):
                conn.sendall(data)
            print("served")
        except OSError as error:
            print("given up:", error)


with socket.create_server(("127.0.0.1", 25999)) as listener:
    print("waiting on 127.0.0.1:25999")
    while True:
        conn, _ = listener.accept()
        threading.Thread(target=serve, args=[conn]).start()
'''
ASYNCIO = f'''"""Send back what clients send, each client in a task. Serves until Ctrl-C."""

import asyncio
import signal
import sys
{IDIOM}

async def serve(reader, writer):
    try:
        async with asyncio.timeout(5):
            while data := await reader.read(1024):
                writer.write(data)
                await writer.drain()
        print("served")
    except OSError as error:
        print("given up:", error)
    finally:
        writer.close()


async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", 25999) as server:
        print("waiting on 127.0.0.1:25999")
        await server.serve_forever()


asyncio.run(main())
'''
# Whoever has something to do at the end catches it. asyncio.run cancels main first.
CAUGHT = ASYNCIO.replace(IDIOM, "").replace("import signal\nimport sys\n", "").replace("\nasyncio.run(main())", '\ntry:\n    asyncio.run(main())\nexcept KeyboardInterrupt:\n    print("stopped")')
SERVERS = {"one by one": ONE_BY_ONE, "threads": THREADS, "asyncio": ASYNCIO, "caught": CAUGHT}
PRINTED = "waiting on 127.0.0.1:25999\nserved\n"


def pair(folder, server: str, printed: str = PRINTED) -> Example:
    for name, source, output in ("page_server", server, printed), ("page_client", CLIENT, "b'hello'\n"):
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        (folder / f"{name}.out").write_text(output, encoding="utf-8")
    return Example("page", tuple(Program(folder / f"{name}.py") for name in ("page_server", "page_client")))


@pytest.mark.parametrize("source", SERVERS.values(), ids=SERVERS.keys())
def test_it_is_ended_and_all_it_printed_is_there(source, tmp_path):
    printed = PRINTED + "stopped\n" * ("stopped" in source)
    example = pair(tmp_path, source, printed)
    assert run_example(example) == [printed, "b'hello'\n"]
    for way in "plain", "terminal", "no_ipv6":
        assert find_problems(way, example) == []


@pytest.mark.parametrize("way", ["bytes", "rude"])
def test_its_lines_all_run(way, tmp_path):
    assert find_problems(way, pair(tmp_path, ONE_BY_ONE)) == []


@pytest.mark.parametrize("source", SERVERS.values(), ids=SERVERS.keys())
def test_its_recording_is_the_same_in_every_run(source, tmp_path):
    paths = [program.path for program in pair(tmp_path, source).programs]
    first, second = (format_recording(record_programs(paths, "page", [path.name for path in paths])) for _ in range(2))
    assert first == second
    assert '"served"' in first


def test_that_the_machine_is_busy_is_no_fault_of_the_program(tmp_path):
    busy = ASYNCIO.replace("            while data", "            for _ in range(6_000_000):\n                pass\n            while data")
    assert run_example(pair(tmp_path, busy)) == [PRINTED, "b'hello'\n"]


def test_one_that_ends_by_itself_is_red(tmp_path):
    with pytest.raises(Failed, match="serves until Ctrl-C, and ended by itself"):
        run_example(pair(tmp_path, ONE_BY_ONE.replace("while True:", "for _ in range(1):")))


def test_one_that_ends_in_a_traceback_is_red(tmp_path):
    if sys.platform == "win32":
        raise Unchecked("Ctrl-C: no program can be sent one on Windows")
    with pytest.raises(Failed, match="KeyboardInterrupt"):
        run_example(pair(tmp_path, ONE_BY_ONE.replace("signal.SIG_DFL", "signal.default_int_handler")))


def test_one_that_does_not_heed_it_is_red(tmp_path):
    problems = find_problems("terminal", pair(tmp_path, ONE_BY_ONE.replace("signal.SIG_DFL", "signal.SIG_IGN")))
    assert "does not end it within a second" in "\n".join(problems)


def test_one_that_loses_what_it_printed_is_red(tmp_path):
    problems = find_problems("plain", pair(tmp_path, ONE_BY_ONE.replace("sys.stdout.reconfigure(line_buffering=True)", "sys.stdout")))
    assert "\n".join(problems).startswith("pipe: page_server.py printed something else:\n- waiting on")
