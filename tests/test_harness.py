"""The tests of the tests: break what they guard, and see them go red."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from lab.paths import ROOT
from lab.running import namespace
from lab.running.examples import Unchecked

PAGE = """---
description: A page that exists only to be broken in one way or another by a test.
---
# A page

```python title="hello.py"
--8<-- "page/hello.py"
```

<!--pytest-codeblocks:expected-output-->

```text title="Output"
--8<-- "page/hello.out"
```

```python title="name_server.py"
--8<-- "page/name_server.py"
```

<!--pytest-codeblocks:expected-output-->

```text title="Output"
--8<-- "page/name_server.out"
```

```python title="name_client.py"
--8<-- "page/name_client.py"
```

<!--pytest-codeblocks:expected-output-->

```text title="Output"
--8<-- "page/name_client.out"
```

- Say it louder, and stay.

    ??? answer "What it prints"
        ```diff
        --8<-- "page/hello.louder.diff"
        ```

        ```text title="Output"
        --8<-- "page/hello.louder.out"
        ```

```console
--8<-- "page/two_terminals.out"
```
"""
HELLO = '"""Say hello."""\n\nprint("hello")\n'
SERVER = '''"""Accept one client."""

import socket

with socket.create_server(("127.0.0.1", 25999)) as listener:
    conn, _ = listener.accept()
    with conn:
        print(conn.recv(10))
'''
CLIENT = '''"""Connect once."""

import socket

with socket.create_connection(("127.0.0.1", 25999), 5) as sock:
    sock.sendall(b"hello")
    print("sent")
'''
LOUDER = """Never ends.
--- hello.py
-print("hello")
+import threading
+
+print("HELLO")
+threading.Event().wait()
"""
LOUDER_OUT = "HELLO\n(still waiting after 0 seconds: stopped)\n"  # the small house waits for 0.2 seconds
SESSION = """Linux only
s/[0-9]+ letters/N letters/
1 $ python3 hello.py
2 $ cat
2 < 17 letters
2 ^C
"""
SESSION_OUT = "1 $ python3 hello.py\n1 hello\n2 $ cat\n2 N letters\n2 N letters\n2 ^C\n"
SUMMARY = '{"examples": 2, "programs": 3, "python": "3.11.7", "system": "Linux 6.1", "date": "2026-01-01"}\n'
CHECKS = ("test_examples.py", "test_pages.py", "test_snippets.py")


@pytest.fixture
def house(tmp_path):
    """A small copy of this repository: the same workshop and tests, one page, three programs, a variation and a session."""
    for folder in ("lab", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.pyc.*"))  # compiled files spare the copy a second
    for file in ("mkdocs.yml", "pytest.ini", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / file, tmp_path / file)
    for folder in ("data", "docs/overrides"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path, "docs/index.md", PAGE)
    write(tmp_path, "snippets/page/hello.py", HELLO)
    write(tmp_path, "snippets/page/hello.out", "hello\n")
    write(tmp_path, "snippets/page/name_server.py", SERVER)
    write(tmp_path, "snippets/page/name_server.out", "b'hello'\n")
    write(tmp_path, "snippets/page/name_client.py", CLIENT)
    write(tmp_path, "snippets/page/name_client.out", "sent\n")
    write(tmp_path, "snippets/page/hello.louder.diff", LOUDER)
    write(tmp_path, "snippets/page/hello.louder.out", LOUDER_OUT)
    write(tmp_path, "snippets/page/two_terminals.session", SESSION)
    write(tmp_path, "snippets/page/two_terminals.out", SESSION_OUT)
    write(tmp_path, "recordings/summary.json", SUMMARY)
    # A hang must show in seconds here.
    for file, long, short in (
        ("examples.py", "TIME_LIMIT = 20.0", "TIME_LIMIT = 3.0"), ("worker.py", "SLEPT = 2.0", "SLEPT = 0.2"),
    ):
        text = (tmp_path / "lab/running" / file).read_text(encoding="utf-8")
        assert long in text
        write(tmp_path, f"lab/running/{file}", text.replace(long, short))
    return tmp_path


def write(house, name, text):
    path = house / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def needs_a_namespace():
    """Sessions, ways, and what never ends are run nowhere else."""
    if not namespace.available():
        raise Unchecked("tests of the harness: need Linux and a network namespace")


def check(house, *checks):
    """Run the copy's own suite in the copy, or some files of it. The exit status and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--numprocesses=0", *(f"tests/{name}" for name in checks or CHECKS),
         "--deselect=tests/test_pages.py::test_the_commands_of_the_pages_work"],  # it is about pages that are not here
        cwd=house, capture_output=True, text=True, encoding="utf-8", timeout=100,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_small_house_is_green(house):
    status, said = check(house)
    assert status == 0, said


@pytest.mark.xdist_group("together")
def test_a_group_of_tests_stays_on_one_worker(request):
    """Examples that share one loopback rely on it; some pairs of pytest and pytest-xdist forget it without a word."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@together")


HELLO_PY, HELLO_OUT, SERVER_PY = "snippets/page/hello.py", "snippets/page/hello.out", "snippets/page/name_server.py"
LOUDER_DIFF, LOUDER_FILE, TERMINALS = "snippets/page/hello.louder.diff", "snippets/page/hello.louder.out", "snippets/page/two_terminals.session"
LEAK = "descriptors left open: {3: "
BREAKAGES = {
    "a wrong output": (HELLO_OUT, "hallo\n", "hello.out holds something else"),
    "a leaked socket": (HELLO_PY, '"""Leak."""\n\nimport socket\n\nleak = socket.socket()\nprint("hello")\n', LEAK if sys.platform == "linux" else "unclosed <socket.socket"),
    "a hang": (HELLO_PY, '"""Hang."""\n\nimport threading\n\nthreading.Event().wait()\n', "hello.py did not end within 3 s"),
    "a server that never listens": (SERVER_PY, '"""Hang."""\n\nimport threading\n\nthreading.Event().wait()\n', "did not listen within 3 s"),
    "a server that dies": (SERVER_PY, '"""End."""\n', "ended before it listened"),
    "an address off loopback": (
        HELLO_PY,
        '"""Stray."""\n\nimport socket\n\nwith socket.socket() as s:\n    s.connect_ex(("198.18.0.1", 80))\nprint("hello")\n',
        "snippets stay on loopback",
    ),
    "a name off this machine": (
        HELLO_PY, '"""Ask."""\n\nimport socket\n\nsocket.getaddrinfo("example.com", 80)\nprint("hello")\n', "snippets look up no names",
    ),
    "a thread left behind": (
        HELLO_PY,
        '"""Leave."""\n\nimport threading\n\nwait = threading.Event().wait\nthreading.Thread(target=wait, daemon=True).start()\nprint("hello")\n',
        "threads left behind",
    ),
    "another thread left behind": (
        HELLO_PY, '"""Leave."""\n\nimport _thread\nimport threading\n\n_thread.start_new_thread(threading.Event().wait, ())\nprint("hello")\n', "threads left behind, of _thread",
    ),
    "a file in the temporary folder": (
        HELLO_PY, '"""Drop."""\n\nimport os\nimport tempfile\n\nnumber, _ = tempfile.mkstemp("dropped")\nos.close(number)\nprint("hello")\n', "files left behind: tmp",
    ),
    "a file elsewhere": (HELLO_PY, '"""Drop."""\n\nopen(f"{__file__}.dropped", "w").close()\nprint("hello")\n', "snippets write into the folder"),
    "a file left behind": (HELLO_PY, '"""Drop."""\n\nopen("dropped", "w").close()\nprint("hello")\n', "files left behind: dropped"),
    "an exit status": (HELLO_PY, '"""Give up."""\n\nimport sys\n\nprint("hello")\nsys.exit(3)\n', "exit status 3, expected 0"),
    "a traceback that was not promised": (HELLO_PY, '"""Fail."""\n\nprint("hello")\n1 / 0\n', "exit status 1, expected 0"),
    "a promised traceback that is not there": (HELLO_PY, '"""Ends in a traceback."""\n\nprint("hello")\n', "exit status 0, expected 1"),
    "an unlisted language": ("docs/index.md", PAGE + "\n```pythn\nprint(1)\n```\n", "unknown language 'pythn'"),
    "code typed on a page": ("docs/index.md", PAGE + "\n```python\nprint(1)\n```\n", "code lives in snippets/"),
    "a changed page": (
        "docs/index.md", PAGE.replace("page/name_client.out", "page/name_server.out"), "the output below a program must be its own",
    ),
    "a program without its output": (
        "docs/index.md", PAGE.replace("<!--pytest-codeblocks:expected-output-->", "", 1), "show what the program printed",
    ),
    "an unreferenced file": ("snippets/page/forgotten.py", HELLO, "test_every_program_is_on_one_page"),
    "a client without a server": ("snippets/page/lonely_client.py", CLIENT, "name_server.py goes with name_client.py"),
    "a long line": (HELLO_PY, HELLO + f"# {'x' * 72}\n", "72 fit beside a figure"),
    "a sleep": (HELLO_PY, HELLO.replace('print("hello")', 'import time\n\ntime.sleep(0)\nprint("hello")'), "wait for what you need"),
    "a package from outside": (HELLO_PY, HELLO.replace("\n\n", "\n\nimport yaml\n", 1), "the standard library is enough"),
    "a variation with another output": (LOUDER_FILE, "hello\n", "hello.louder.out holds something else"),
    "a variation without its output on the page": (
        "docs/index.md", re.sub(r" +```text title=.*\n.*louder.out.*\n +```\n", "", PAGE), "show what the changed program printed",
    ),
    "a change that is typed": ("docs/index.md", PAGE.replace('--8<-- "page/hello.louder.diff"', "-a\n+b"), "a change is a .diff of snippets/"),
    "a change that fits nowhere": (LOUDER_DIFF, LOUDER.replace('-print("hello")', "-print(1)"), "stand in the program 0 times"),
    "a change of a stranger": (LOUDER_DIFF, LOUDER.replace("hello.py", "other.py"), "other.py is no program of page/hello"),
    "a change that changes nothing": (LOUDER_DIFF, '--- hello.py\n print("hello")\n', "a change that changes nothing"),
    "a long line in a change": (LOUDER_DIFF, f"{LOUDER}+# {'x' * 71}\n", "72 fit beside a figure"),
    "a variation that ends after all": (LOUDER_DIFF, LOUDER.replace("+threading.Event().wait()\n", ""), "ended, though it says that it never ends"),
    "a variation that only waits for a while": (LOUDER_DIFF, LOUDER.replace("wait()", "wait(9)"), "but waits with a time-out"),
    "a variation of nothing": ("snippets/page/hallo.louder.diff", LOUDER, "name it after an example of its folder"),
    "an unreferenced variation": ("snippets/page/hello.softer.diff", LOUDER, "test_every_program_is_on_one_page"),
    "a session with another transcript": (TERMINALS, SESSION.replace("17 letters", "letters"), "two_terminals.out holds something else"),
    "a session that does not end": (TERMINALS, SESSION.replace("2 ^C\n", ""), "still running at the end, in terminal 2"),
    "a step that nobody understands": (TERMINALS, SESSION.replace("2 <", "2 >"), "neither a step nor a replacement"),
    "a session that is on no page": ("docs/index.md", PAGE.replace('--8<-- "page/two_terminals.out"', "$ cat"), "test_every_program_is_on_one_page"),
    "a session with the name of a program": ("snippets/page/hello.session", SESSION, "test_a_session_has_a_name_of_its_own"),
    "a stale summary": ("recordings/summary.json", SUMMARY.replace("2,", "9,", 1), "make record"),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_house_is_red(house, breakage):
    file, text, said = BREAKAGES[breakage]
    if file in {LOUDER_DIFF, LOUDER_FILE, TERMINALS}:
        needs_a_namespace()
    write(house, file, text)
    status, output = check(house)
    assert status in (1, 2), output  # 2: so broken that the tests cannot be collected
    assert said in output


@pytest.mark.parametrize("port", [8080, 40000])
def test_a_port_that_others_may_have_is_red(house, port):
    write(house, SERVER_PY, SERVER.replace("25999", str(port)))
    write(house, "snippets/page/name_client.py", CLIENT.replace("25999", str(port)))
    status, output = check(house, "test_snippets.py")
    assert status == 1 and "test_a_pair_uses_a_port_that_is_free" in output


@pytest.mark.parametrize("source, reason, said", [
    (HELLO + "if not print:\n    print('no more')\n", "", "never runs: print('no more')"),
    (HELLO, "page/hello.py:\n  print(\"hello\"): it is shy\n", "never_run.yml has a reason for what runs"),
])
def test_a_line_that_does_not_run_and_a_reason_that_is_not_true_are_red(house, source, reason, said):
    needs_a_namespace()
    write(house, HELLO_PY, source)
    write(house, "data/never_run.yml", reason)
    status, output = check(house, "test_ways.py::test_an_example_holds_up[bytes-page/hello]")
    assert status == 1 and said in output


def test_a_port_that_two_pairs_share_is_red(house):
    write(house, "snippets/page/other_server.py", SERVER)
    write(house, "snippets/page/other_client.py", CLIENT)
    status, output = check(house)
    assert status == 1 and "test_no_two_pairs_share_a_port" in output


@pytest.mark.skipif(sys.platform != "linux", reason="NOT CHECKED: the list of open descriptors is Linux's")
@pytest.mark.parametrize("leak", [
    'os.open(".", os.O_RDONLY)', "os.pipe()", "os.dup(1)", "socket.socket().detach()"
])
def test_a_descriptor_left_open_is_red(leak, house):
    write(house, HELLO_PY, f'"""Leak."""\n\nimport os\nimport socket\n\nprint(socket.AF_INET and "hello")\n{leak}\n')
    status, output = check(house)
    assert status == 1 and LEAK in output


@pytest.mark.skipif(sys.platform == "win32", reason="NOT CHECKED: process groups are a POSIX notion")
def test_a_process_left_behind_is_red_and_is_ended(house):
    left = "import os\nimport select\n\nif not os.fork():\n    select.select([], [], [])\n"
    write(house, HELLO_PY, f'"""Leave a child."""\n\n{left}print("hello")\n')
    status, output = check(house)
    assert status == 1 and "processes left behind by hello.py" in output


def test_an_ordinary_user_does_not_run_what_becomes_another_user(house, monkeypatch):
    needs_a_namespace()
    monkeypatch.delenv("CHECK_EVERYTHING", raising=False)
    write(house, HELLO_PY, '"""Say hello. Linux only, as root."""\n\nimport os\n\nos.setegid(65534)\nprint("hello")\n')
    as_it_is = (house / "lab/running/namespace.py").read_text(encoding="utf-8")
    write(house, "lab/running/namespace.py", as_it_is.replace("os.geteuid() != 0", "True"))
    status, output = check(house)
    assert status == 0 and "needs root, to become another user (" in output


def test_the_root_of_a_user_namespace_has_no_other_users():
    needs_a_namespace()
    told = subprocess.run(
        [sys.executable, "-c", "import os; from lab.running import namespace as n; uid = os.getuid(); n.unshare(n.CLONE_NEWUSER); "
         "n.write_proc('/proc/self/uid_map', f'0 {uid} 1'); print(os.geteuid(), n.has_other_users())"],
        cwd=ROOT, capture_output=True, text=True,
    )
    assert told.stdout == "0 False\n", told.stderr


def test_what_cannot_run_here_is_loud_and_fails_where_all_is_asked_for(house, monkeypatch):
    other = '"""Say hello. Not on Windows."""' if sys.platform == "win32" else '"""Say hello. as root"""'
    write(house, HELLO_PY, HELLO.replace('"""Say hello."""', other))
    unavailable = (house / "lab/running/namespace.py").read_text(encoding="utf-8")
    write(house, "lab/running/namespace.py", unavailable.replace('if sys.platform != "linux":', "if True:"))
    monkeypatch.delenv("CHECK_EVERYTHING", raising=False)
    status, output = check(house)
    assert status == 0 and "NOT CHECKED ON THIS MACHINE" in output
    said = [line for line in output.splitlines() if line.startswith("needs a network namespace (")]
    assert len(said) == 1 and "make tools" in output, "a reason is said once"
    monkeypatch.setenv("CHECK_EVERYTHING", "1")
    status, output = check(house)
    assert status == 1 and "page/hello: " in output
