"""The process that runs examples in one of the ways of ways.py, each in a process of its own.

`python -m lab.running.ways_worker` reads jobs, each a line with the JSON list WAY, PYTHON, PROGRAM... It answers each with
a line that holds what is not as it must be, a JSON list of strings. `ways.ask_worker` starts it.
"""

import difflib
import errno
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from lab.paths import NEVER_RUN, SNIPPETS
from lab.running import namespace
from lab.running.activity import thread_activity
from lab.running.examples import TIME_LIMIT, Failed, Program
from lab.running.held import Address, find_held
from lab.running.lines import find_idle, read_reasons
from lab.running.machine import Machine
from lab.running.session_worker import QUIET, Terminal
from lab.running.variation import Variation, all_variations
from lab.running.ways import IPV6, ONE_RECV
from lab.running.worker import Run

SHIM = Path(__file__).resolve().parent / "shim"
READER = {"PYTHONDONTWRITEBYTECODE": "1"}  # the folder stays as it is; nothing else is set
LAB = {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
NOTES = "lines that ran"  # a file in the scratch folder


class PlainRun(Run):
    """One program while it runs as a reader runs it: no guard in it, its output in a pipe."""

    flags: tuple[str, ...] = ()

    def start(self) -> None:
        self.written = {"stdout": b"", "stderr": b""}
        self.process = subprocess.Popen(
            [self.python, *self.flags, str(self.program.path)], cwd=self.scratch, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )
        for pipe in (self.process.stdout, self.process.stderr):
            os.set_blocking(pipe.fileno(), False)

    def wait_until_reachable(self, deadline: float) -> None:
        while not find_held(self.process.pid):
            if self.process.poll() is not None:
                raise Failed(f"{self.program.path.name} ended before it listened")
            if time.monotonic() > deadline:
                raise Failed(f"{self.program.path.name} did not listen in time")
            time.sleep(0.005)

    def read_stream(self, name: str) -> str:
        if self.process is None:
            return ""
        while new := getattr(self.process, name).read(1 << 20):
            self.written[name] += new
        return self.written[name].decode("utf-8", "replace")

    def difference(self) -> str | None:
        """What is not as its `.out` has it, or None."""
        try:
            printed = self.captured_output()
        except Failed as failure:
            return f"{failure}\n{self.read_stream('stderr').strip()}"
        expected = self.program.output.read_text(encoding="utf-8") if self.program.output.exists() else ""
        changes = [line for line in difflib.ndiff(expected.splitlines(), printed.splitlines()) if line[0] in "-+"]
        return "\n".join([f"{self.program.path.name} printed something else:", *changes[:12]]) if changes else None


def play(programs: list[Program], python: str, home: Path, environment: dict[str, str], limit: float = TIME_LIMIT) -> list[str]:
    """Run the programs of an example together. What is not as it must be."""
    runs = [PlainRun(python, program, home, environment) for program in programs]
    deadline = time.monotonic() + limit
    try:
        for one in runs:
            one.start()
            if one is not runs[-1]:
                one.wait_until_reachable(deadline)
        for one in runs:
            one.wait(deadline)
        return [difference for one in runs if (difference := one.difference())]
    except Failed as failure:
        return [f"{failure}\n" + "\n".join(one.transcript() for one in runs)]
    finally:
        for one in runs:
            one.end_all()


def reader_environment(home: Path, **more: str) -> dict[str, str]:
    """What a shell gives a program, and nothing of the lab."""
    return {"PATH": os.environ["PATH"], "HOME": str(home)} | READER | more


def apart(function: Callable[..., list[str]], *arguments: object) -> list[str]:
    """Call a function in a process of its own, which may enter a namespace."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        try:
            said = function(*arguments)
        except BaseException:  # a process that is forked must not go on as its parent does
            said = [f"the check itself failed:\n{traceback.format_exc()}"]
        with os.fdopen(writing, "w") as file:
            json.dump(said, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = json.load(file)
    os.waitpid(child, 0)
    return said


# ---- the ways


def play_plain(programs: list[Program], python: str, home: Path) -> list[str]:
    problems = apart(play_twice, programs, python, home)
    if problems and not problems[0].startswith("twice: "):
        # What of all that is plain does it: one at a time is taken back.
        if not apart(play_once, programs, python, home, False, {"PYTHONUNBUFFERED": "1"}):
            return [f"pipe: {problem}" for problem in problems]
        if not apart(play_once, programs, python, home, True, {}):
            return [f"default settings: {problem}" for problem in problems]
        return [f"plain environment, default settings or pipe: {problem}" for problem in problems]
    return problems


def play_twice(programs: list[Program], python: str, home: Path) -> list[str]:
    namespace.enter(wire=False)
    environment = reader_environment(home)
    return play(programs, python, home, environment) or [
        f"twice: {problem}" for problem in play(programs, python, home, environment)
    ]


def play_once(programs: list[Program], python: str, home: Path, wire: bool, more: dict[str, str]) -> list[str]:
    namespace.enter(wire)
    return play(programs, python, home, reader_environment(home, **more))


def play_bytes(programs: list[Program], python: str, home: Path) -> list[str]:
    return apart(play_cut, programs, python, home) + find_idle_statements(programs, python, home)


def play_cut(programs: list[Program], python: str, home: Path) -> list[str]:
    """In the lab, so that nothing but the cuts is different."""
    namespace.enter()
    excused = [program.path.name for program in programs if ONE_RECV in program.declarations]
    environment = watched_environment(programs, home, LAB_CUTS="1")
    problems = play(programs, python, home, environment, TIME_LIMIT / 4 if excused else TIME_LIMIT)
    if excused:
        return [] if problems else [f"{excused[0]} says `{ONE_RECV}`, but with one byte at a time all is the same"]
    return problems


def watched_environment(programs: list[Program], home: Path, **more: str) -> dict[str, str]:
    """That of the lab, and the lines that run are noted."""
    folder = programs[0].path.parent
    return reader_environment(home, PYTHONPATH=str(SHIM), LAB_LINES=str(home / NOTES), LAB_PROGRAMS=str(folder), **LAB, **more)


def find_idle_statements(programs: list[Program], python: str, home: Path) -> list[str]:
    """Statements that ran in none of the runs so far, nor in others that may reach them, and have no reason for it."""
    reasons = read_reasons()
    variations = [one for one in all_variations() if one.example.programs[0].path == programs[0].path]
    runs: list[tuple[Callable[..., list[str]], list[object]]] = [
        (play_watched, [programs]), (play_without_ipv6, [programs, True]), (meet_taken_addresses, [programs]),
        *((play_variation, [programs, variation]) for variation in variations),
    ]
    while True:
        idle = {program: find_idle(program.path, read_notes(home, program.path)) for program in programs}
        if not runs or not any(idle.values()):
            break
        function, arguments = runs.pop(0)
        apart(function, *arguments, python, home)
    problems = []
    for program, statements in idle.items():
        name = program.path.relative_to(SNIPPETS).as_posix() if program.path.is_relative_to(SNIPPETS) else program.path.name
        known = reasons.get(name, {})
        problems += [f"lines: {program.path.name}: never runs: {line}" for line in dict.fromkeys(statements) if line not in known]
        problems += [f"lines: {program.path.name}: {NEVER_RUN.name} has a reason for what runs: {line}" for line in known if line not in statements]
    return problems


def read_notes(home: Path, program: Path) -> set[int]:
    """The lines of a program that ran so far."""
    notes = home / NOTES
    lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    return {int(number) for path, _, number in (line.rpartition(":") for line in lines) if path == str(program)}


def play_watched(programs: list[Program], python: str, home: Path) -> list[str]:
    namespace.enter()
    return play(programs, python, home, watched_environment(programs, home))


def meet_taken_addresses(programs: list[Program], python: str, home: Path) -> list[str]:
    namespace.enter(wire=False)
    environment = watched_environment(programs, home)
    problems: list[str] = []
    for program in programs[:-1]:
        one = PlainRun(python, program, home, environment)
        try:
            one.start()
            one.wait_until_reachable(time.monotonic() + TIME_LIMIT / 4)
            addresses = find_held(one.process.pid)
        except Failed:
            continue
        finally:
            one.end_all()
        problems += meet_a_taken_address(program, addresses, python, home, environment)
    return problems


def play_variation(programs: list[Program], variation: Variation, python: str, home: Path) -> list[str]:
    """What ran in a changed program, noted as of the program itself where both have the line."""
    namespace.enter()
    changed = home / "changed"
    changed.mkdir(exist_ok=True)
    sources = variation.changed_sources()
    copies = []
    for program in programs:
        copy = changed / program.path.name
        copy.write_text(sources.get(program.path.name, program.source), encoding="utf-8")
        copies.append(Program(copy))
    problems = play(copies, python, home, watched_environment(copies, home), TIME_LIMIT / 4)
    with open(home / NOTES, "a", encoding="utf-8") as notes:
        for program, copy in zip(programs, copies):
            matcher = difflib.SequenceMatcher(None, program.source.splitlines(), copy.source.splitlines(), autojunk=False)
            ran = read_notes(home, copy.path)
            for here, there, length in matcher.get_matching_blocks():
                notes.writelines(f"{program.path}:{here + i + 1}\n" for i in range(length) if there + i + 1 in ran)
    return problems


def play_no_ipv6(programs: list[Program], python: str, home: Path) -> list[str]:
    return play_without_ipv6(programs, False, python, home)


def play_without_ipv6(programs: list[Program], watched: bool, python: str, home: Path) -> list[str]:
    namespace.enter()
    for device in ("all", "default", "lo"):
        namespace.write_proc(f"/proc/sys/net/ipv6/conf/{device}/disable_ipv6", "1")
    environment = watched_environment(programs, home) if watched else reader_environment(home, **LAB)
    runs = [PlainRun(python, program, home, environment) for program in programs]
    needing = [program.path.name for program in programs if IPV6 in program.declarations]
    deadline = time.monotonic() + TIME_LIMIT
    try:
        for one in runs:
            one.start()
            if one is not runs[-1]:
                try:
                    one.wait_until_reachable(deadline)
                except Failed:
                    if refuses(one):
                        break
                    raise
        started = [one for one in runs if one.process]
        for one in reversed(started):  # one that refuses leaves the others waiting
            one.wait(deadline)
            if refuses(one):
                if one.program.path.name in needing:
                    return []
                return [f"ends with {one.read_stream('stderr').strip()!r}; then its docstring says `{IPV6}`: {one.program.path.name}"]
        problems = [difference for one in runs if (difference := one.difference())]
    except Failed as failure:
        problems = [f"{failure}\n" + "\n".join(one.transcript() for one in runs)]
    finally:
        for one in runs:
            one.end_all()
    if needing and not problems:
        return [f"{needing[0]} says `{IPV6}`, but prints the same without it"]
    return problems


def refuses(one: PlainRun) -> bool:
    """Whether a program has ended with one line on standard error, and no more."""
    said = one.read_stream("stderr")
    return bool(one.process.poll()) and said.count("\n") == 1 and "Traceback" not in said


def play_network(programs: list[Program], python: str, home: Path) -> list[str]:
    machine = Machine()
    before = machine.describe()
    problems = play(programs, python, home, reader_environment(home))
    problems += [f"it changed the network: {change}" for change in machine.changes(before)]
    return problems + [f"it sent out of the machine: {packet}" for packet in machine.close()]


def play_terminal(programs: list[Program], python: str, home: Path) -> list[str]:
    """All but the client, one after the other; then each alone where its address is taken."""
    namespace.enter(wire=False)
    problems: list[str] = []
    held: dict[Program, list[Address]] = {}
    terminals: list[Terminal] = []
    try:
        for program in programs[:-1]:
            terminal = Terminal(home)
            terminals.append(terminal)
            terminal.start(f"exec {python} {program.path}")
            name = program.path.name
            wait_for_rest(terminal)
            held[program] = find_held(terminal.process.pid)
            waiting = [line for line in terminal.shown.splitlines() if line.startswith("waiting on ")]
            if not held[program]:
                problems.append(f"{name}: listens nowhere before a client comes:\n{terminal.shown}")
            elif not waiting:
                problems.append(f"{name}: no line `waiting on {in_words(held[program][0])}` on a terminal before a client comes:\n{terminal.shown}")
            elif not any(in_words(address) in waiting[0] for address in held[program]):
                problems.append(f"{name}: {waiting[0]!r} does not name {in_words(held[program][0])}")
        for program, terminal in zip(programs, terminals):
            if terminal.busy:
                terminal.shown = ""
                terminal.type("\x03")
                problems += [f"{program.path.name}: {problem}" for problem in watch_the_end(terminal)]
    finally:
        for terminal in terminals:
            terminal.end()
    for program, addresses in held.items():
        problems += meet_a_taken_address(program, addresses, python, home, reader_environment(home))
    return problems


def in_words(address: Address) -> str:
    """An address as a program names it."""
    kind, host, port = address
    if kind == "unix":
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


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


def meet_a_taken_address(program: Program, addresses: list[Address], python: str, home: Path, environment: dict[str, str]) -> list[str]:
    """What is wrong with how a program ends where others hold its addresses."""
    holders = []
    one = PlainRun(python, program, home, environment)
    try:
        for kind, host, port in addresses:
            if kind == "unix":
                continue
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            holder = socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
            holders.append(holder)
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, kind == "tcp")  # what waits in TIME_WAIT is no holder
            holder.bind((host, port))
            if kind == "tcp":
                holder.listen()
        if not holders:
            return []
        one.start()
        try:
            one.wait(time.monotonic() + TIME_LIMIT / 4)
        except Failed:
            return [f"{program.path.name}: with its address taken it does not end"]
        lines = one.read_stream("stderr").splitlines() or ["(nothing)"]
        if one.process.returncode == 0:
            return [f"{program.path.name}: with its address taken it ends as if all were well"]
        # bind(2) alone, which a server of datagrams calls, says what is wrong and not where; create_server says both.
        in_datagrams = all(kind != "tcp" for kind, _, _ in addresses) and os.strerror(errno.EADDRINUSE) in lines[-1]
        if not in_datagrams and not any(str(port) in lines[-1] for _, _, port in addresses):
            return [f"{program.path.name}: with its address taken the last line does not name it: {lines[-1]}"]
        return []
    finally:
        one.end_all()
        for holder in holders:
            holder.close()


PLAYS = {"plain": play_plain, "bytes": play_bytes, "no_ipv6": play_no_ipv6, "network": play_network, "terminal": play_terminal}


def play_at_home(way: str, python: str, *paths: str) -> list[str]:
    """One job, in a scratch folder."""
    with tempfile.TemporaryDirectory() as home:
        return PLAYS[way]([Program(Path(path)) for path in paths], python, Path(home))


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(apart(play_at_home, *json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
