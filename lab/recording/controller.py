"""Runs programs in lock-step: one thread runs one line, until every thread sleeps and the network is quiet.

A free run differs from the next in order and even in what happens (how many bytes one recv gets). In lock-step only
the schedule decides, so that one recording says what happens and the next says the same.

What counts as quiet: every thread of every program, of what it has started and of its tracer sleeps, on three looks
in a row and with no context switch in between (proc_pid_status(5)); no packet waits in a queue of the kernel
(/proc/net/softnet_stat); nothing sent over the loopback awaits its acknowledgement (inet_diag), which covers delayed
ones. A process that a signal has stopped sleeps too. It looks like one that the tracer holds for a moment, but stays so.
"""

import json
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from lab.recording.calls import STRACE
from lab.recording.recorder import TIME_LIMIT, Unrecordable
from lab.recording.routes import acknowledge_at_once
from lab.recording.sockets import Diag
from lab.running import namespace
from lab.running.capture import Capture
from lab.running.examples import Program

CHILD = Path(__file__).with_name("child.py")
EPHEMERAL = range(61000, 65001)  # ports that the kernel chooses; apart from those that the programs name
PINNED = {  # below /proc/sys/net: what could differ from one machine or run to the next, beyond what lab.running.namespace pins
    "ipv4/ip_local_port_range": f"{EPHEMERAL[0]} {EPHEMERAL[-1]}",
    "ipv4/tcp_no_metrics_save": "1",
    "ipv4/tcp_moderate_rcvbuf": "0",
    "ipv4/tcp_slow_start_after_idle": "0",
    "ipv4/tcp_congestion_control": "reno",
    "ipv4/tcp_window_scaling": "1",
    "ipv4/tcp_sack": "1",
    # Where a program is the wire, it may take its time: nothing but a SYN is sent again meanwhile.
    "ipv4/tcp_rto_min_us": "10000000",
    "ipv4/tcp_early_retrans": "0",
    "ipv6/conf/default/addr_gen_mode": "1",  # a new device has no address, and sends no packets about it, unasked
}
STARTED = re.compile(rb"^\d+ +\S+ (?:clone3?|v?fork)\((?!.*CLONE_THREAD).* = (\d+)", re.MULTILINE)
LOOK = 0.0007  # seconds between two looks
STOPPED = 0.1  # seconds after which a process that is stopped was stopped by a signal; the tracer holds one for 0.001
ACKNOWLEDGED = 0.3  # seconds after which an acknowledgement is no longer expected; a delayed one takes 0.04 to 0.2


def now_ns() -> int:
    return time.clock_gettime_ns(time.CLOCK_REALTIME)


class Thread:
    """A thread that runs lines of a program, as its connection shows it."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel, self.waiting, self.last = channel, False, {}


class Controller:
    """Records one run. Must be in a process of its own: it enters a namespace and stays there."""

    def __init__(self, programs: list[Path], schedule: str, python: str) -> None:
        self.programs, self.schedule, self.python = [path.resolve() for path in programs], schedule, python
        self.threads: list[Thread] = []
        self.readers: dict[int, object] = {}
        self.processes: list[subprocess.Popen] = []
        self.serving = {number for number, path in enumerate(self.programs) if Program(path).serves_until_ctrl_c}
        self.pids: set[int] = set()
        self.read: list[int] = []  # how much of each trace has been looked at
        self.events: list[dict] = []
        self.steps: list[dict] = []
        self.poll = select.epoll()
        self.deadline = time.monotonic() + TIME_LIMIT

    def run(self) -> dict:
        """The evidence, ready for JSON:

        programs: their sources. steps: {"t", "program", "pid", "tid", "event", "line", "func", "tcp", "udp"}: what was let
        go, when, and the sockets at the quiet point after it (sockets.Diag). events: what the programs reported
        (child.py). frames: [time, hex, way]. traces: strace's text, one for each program. statuses: their exit statuses.
        """
        namespace.enter()
        for name, value in PINNED.items():
            try:
                namespace.write_proc(f"/proc/sys/net/{name}", value)
            except OSError:
                pass  # a kernel without it, or one that has it for the whole machine
        acknowledge_at_once()
        self.home = os.readlink("/proc/self/ns/net")
        self.diag, capture = Diag(), Capture()
        with tempfile.TemporaryDirectory() as scratch:
            os.chmod(scratch, 0o755)
            self.scratch = Path(scratch)
            (self.scratch / "home").mkdir()
            self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self.listener.bind(str(self.scratch / "control"))
            self.listener.listen(64)
            self.watch_descriptor(self.listener.fileno(), self.listener)
            try:
                self.start_programs()
                self.lock_step()
                while self.take_reports(0.01):
                    pass
                for process in self.processes:
                    process.wait(10)
            finally:
                for process in self.processes:
                    self.end_process(process)
            traces = [self.trace_path(number).read_text("utf-8", "replace") for number in range(len(self.programs))]
        return {
            "programs": [path.read_text("utf-8") for path in self.programs],
            "steps": self.steps,
            "events": self.events,
            "frames": [(t, frame.hex(), way) for t, frame, way in capture.stop()],
            "traces": traces,
            "statuses": [process.returncode for process in self.processes],
        }

    # The processes.

    def trace_path(self, number: int) -> Path:
        return self.scratch / f"{number}.strace"

    def start_programs(self) -> None:
        """Start every program up to, not including, its first line."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | {
            "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8",
        }
        for number, path in enumerate(self.programs):
            command = [self.python, str(CHILD), str(self.scratch / "control"), str(number), str(path)]
            with open(self.scratch / f"{number}.stderr", "wb") as stderr:
                process = subprocess.Popen(
                    [*STRACE, "-o", str(self.trace_path(number)), *command], cwd=self.scratch / "home", env=environment,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, start_new_session=True,
                )
            self.processes.append(process)
            self.pids.add(process.pid)
            self.read.append(0)
            self.watch_descriptor(process.stdout.fileno(), number)
        while sum(thread.waiting for thread in self.threads) < len(self.programs):
            self.take_reports(0.02)
            for number, process in enumerate(self.processes):
                if process.poll() is not None:
                    said = (self.scratch / f"{number}.stderr").read_text("utf-8", "replace").strip()
                    raise Unrecordable(f"{self.programs[number].name} did not start: {said}")
            self.check_time()

    def end_process(self, process: subprocess.Popen) -> None:
        """End what is left of a program and its tracer."""
        try:
            os.killpg(process.pid, 9)
        except ProcessLookupError:
            pass
        process.wait()
        process.stdout.close()

    def any_runs(self) -> bool:
        return any(process.poll() is None for process in self.processes)

    def check_time(self) -> None:
        if time.monotonic() > self.deadline:
            where = "; ".join(
                f"{self.programs[thread.last['program']].name} is at line {thread.last.get('line')}"
                for thread in self.threads if thread.last
            )
            raise Unrecordable(f"no end within {TIME_LIMIT:.0f} s: {where}")

    # What the processes report.

    def watch_descriptor(self, descriptor: int, reader: object) -> None:
        self.readers[descriptor] = reader
        self.poll.register(descriptor, select.EPOLLIN)

    def unwatch_descriptor(self, descriptor: int) -> None:
        self.poll.unregister(descriptor)
        del self.readers[descriptor]

    def take_reports(self, timeout: float) -> bool:
        """Take in what has been reported, waiting for up to `timeout` seconds. Whether there was anything."""
        ready = self.poll.poll(timeout)
        for descriptor, _ in ready:
            reader = self.readers[descriptor]
            if reader is self.listener:
                channel, _ = self.listener.accept()
                self.threads.append(Thread(channel))
                self.watch_descriptor(channel.fileno(), self.threads[-1])
            elif isinstance(reader, Thread):
                self.receive_event(reader)
            elif text := os.read(descriptor, 1 << 16):
                # Written to descriptor 1, past Python's sys.stdout.
                for line in text.decode("utf-8", "replace").splitlines():
                    self.events.append({"event": "out", "program": reader, "tid": -1 - reader, "t": now_ns(), "text": line})
            else:
                self.unwatch_descriptor(descriptor)
        return bool(ready)

    def receive_event(self, thread: Thread) -> None:
        try:
            data = thread.channel.recv(1 << 20)
        except ConnectionResetError:
            data = b""
        if not data:
            self.unwatch_descriptor(thread.channel.fileno())
            thread.channel.close()
            self.threads.remove(thread)
            return
        thread.last = event = json.loads(data)
        self.events.append(event)
        self.pids.add(event["pid"])
        thread.waiting = event["wait"]

    # Whether everything stands still.

    def note_started_processes(self) -> None:
        """Learn of the processes that the programs have started: their tracer has noted each before either went on."""
        for number in range(len(self.processes)):
            with open(self.trace_path(number), "rb") as file:
                file.seek(self.read[number])
                whole = file.read().rpartition(b"\n")[0]
            self.read[number] += len(whole)
            self.pids.update(map(int, STARTED.findall(whole)))

    def sleeping_threads(self) -> list[tuple[str, str, str]] | None:
        """Every thread of the programs with its state and its count of context switches; None if one is not asleep."""
        found = []
        self.note_started_processes()
        for pid in self.pids:
            try:
                tids = os.listdir(f"/proc/{pid}/task")
            except FileNotFoundError:
                continue
            for tid in tids:
                try:
                    with open(f"/proc/{pid}/task/{tid}/status") as file:
                        status = file.read()
                except (FileNotFoundError, ProcessLookupError):
                    continue
                state = status.partition("\nState:\t")[2][0]
                if state in "ZX":
                    continue
                if state not in "STt":
                    return None
                found.append((tid, state, status.partition("\nvoluntary_ctxt_switches:")[2]))
        return sorted(found)

    def wait_until_quiet(self) -> None:
        """Return when everything is quiet; the last step gets the sockets of that moment."""
        last, same, net, since, still = None, 0, None, time.monotonic(), time.monotonic()
        while True:
            self.check_time()
            if self.take_reports(LOOK):
                same = 0
                continue
            for process in self.processes:
                process.poll()
            seen = self.sleeping_threads()
            if seen is None or seen != last or packets_waiting():
                last, same, still = seen, 0, time.monotonic()
                continue
            same += 1
            if same < 3 or (any(state != "S" for _, state, _ in seen) and time.monotonic() - still < STOPPED):
                continue
            found = {"tcp": self.diag.tcp_sockets(), "udp": self.diag.udp_sockets()}
            if found != net:
                net, since, same = found, time.monotonic(), 1
                continue
            due = any(one["sending"] and one["state"] != "SYN-SENT" and is_loopback(one["local"][0]) for one in net["tcp"])
            if due and time.monotonic() - since < ACKNOWLEDGED:
                continue
            if self.steps:
                self.steps[-1] |= net
            return

    # Who runs next.

    def lock_step(self) -> None:
        current = None
        while True:
            self.wait_until_quiet()
            ready = [thread for thread in self.threads if thread.waiting]
            if ready:
                current = self.choose_next(ready, current)
                self.let_go(current)
            elif self.any_runs():
                self.let_time_pass()
            else:
                return

    def choose_next(self, ready: list[Thread], current: Thread | None) -> Thread:
        if self.schedule == "server-first":
            return min(ready, key=lambda thread: (thread.last["program"], -self.threads.index(thread)))
        if current in ready:
            return current
        return min(ready, key=lambda thread: (thread.last["program"], self.threads.index(thread)))

    def let_go(self, thread: Thread) -> None:
        last = thread.last
        self.steps.append({key: last.get(key) for key in ("program", "pid", "tid", "event", "line", "func", "again")} | {"t": now_ns()})
        thread.waiting = False
        if os.readlink(f"/proc/{last['pid']}/task/{last['tid']}/ns/net") != self.home:
            raise Unrecordable(f"{self.programs[last['program']].name} moves to another network namespace")
        try:
            thread.channel.send(b"go")
        except (BrokenPipeError, ConnectionResetError):
            pass

    def press_ctrl_c(self) -> None:
        """All that still runs serves until then: the one that started last ends first."""
        number = max(number for number, process in enumerate(self.processes) if process.poll() is None)
        self.serving.discard(number)  # once: from now on it takes its time
        os.killpg(self.processes[number].pid, signal.SIGINT)  # its tracer does not heed it: strace(1), -I

    def let_time_pass(self) -> None:
        """Every thread waits in the kernel: for a time-out, or for ever. Whatever wakes first gives the step its side."""
        if not self.steps or self.steps[-1]["event"] != "time":
            self.steps.append({"program": None, "pid": None, "tid": None, "event": "time", "line": None, "func": None, "again": None, "t": now_ns()})
        if all(process.poll() is not None or number in self.serving for number, process in enumerate(self.processes)):
            self.press_ctrl_c()
        self.take_reports(0.05)
        self.check_time()


def is_loopback(host: str) -> bool:
    return host == "::1" or host.startswith("127.")


def packets_waiting() -> bool:
    """Whether a packet is on its way between two sockets: the lengths of the processors' queues, where the kernel tells."""
    with open("/proc/net/softnet_stat") as file:
        return any(int(fields[11], 16) for fields in map(str.split, file) if len(fields) > 11)
