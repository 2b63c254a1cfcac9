"""Runs one unmodified program as `__main__` and stops it before each of its lines until the controller says "go".

    python child.py CONTROL NUMBER PROGRAM

CONTROL is the controller's Unix socket, NUMBER says which of its programs this is. Every thread that runs a line of
the program opens a connection of its own and sends JSON, one object a packet:

    {"event": "start" | "line" | "out" | "error" | "end", "program": NUMBER, "pid", "tid", "t", "wait",
     "line", "func", "again" (of a line), "text" (of out and error)}

After one with "wait" it stands still until it reads "go". Only lines of the program itself are followed, never those
of a library: with sys.monitoring from Python 3.12, with sys.settrace before. A line that has called a function of the
program stops "again" when that returns, before it goes on. A process that the program forks is followed too.
This file imports nothing but the standard library: any Python may run it.
"""

import _thread
import io
import json
import os
import socket
import sys
import threading
import time
import traceback
import types

# Code within a line. Whether Python reports its lines, and how often, differs between its versions.
LEAVING = ("PY_RETURN", "PY_YIELD", "PY_UNWIND")  # by its end, for a while, by an exception
WITHIN = {"<lambda>", "<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"}


class Channel(socket.socket):
    """One thread's connection to the controller."""

    def __del__(self) -> None:
        self.close()  # without the warning about a socket left open: it is not the program's


class Reporter:
    """Tells the controller what happens. `control` is the path of its socket, `number` that of the program."""

    def __init__(self, control: str, number: int) -> None:
        self.control, self.number, self.local = control, number, threading.local()

    def forked(self) -> None:
        """In a new process, before its first line: from now on it speaks for itself."""
        self.local = threading.local()
        self.tell("start", wait=True)

    def tell(self, event: str, wait: bool = False, **more: object) -> None:
        now = time.clock_gettime_ns(time.CLOCK_REALTIME)
        channel = getattr(self.local, "channel", None)
        if channel is None:
            channel = self.local.channel = Channel(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            channel.connect(self.control)
        what = {"event": event, "program": self.number, "pid": os.getpid(), "tid": _thread.get_native_id(), "t": now, "wait": wait}
        channel.sendall(json.dumps(what | more).encode())
        if wait and channel.recv(16) != b"go":
            os._exit(70)  # the controller is gone


class Stream(io.RawIOBase):
    """Standard output or error: each complete line is reported as it is printed."""

    def __init__(self, reporter: Reporter, descriptor: int) -> None:
        self.reporter, self.descriptor, self.pending = reporter, descriptor, b""

    def write(self, data) -> int:
        *lines, self.pending = (self.pending + bytes(data)).split(b"\n")
        for line in lines:
            self.reporter.tell("out", text=line.decode("utf-8", "backslashreplace"))
        return len(data)

    def finish(self) -> None:
        if self.pending:
            self.write(b"\n")

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor


def follow(program: str, reporter: Reporter) -> None:
    """From now on every line of the program, in every thread, is reported before it runs."""

    def own(code: types.CodeType) -> bool:
        return code.co_filename == program and code.co_name not in WITHIN

    def stop(code: types.CodeType, line: int, **more: object) -> None:
        reporter.tell("line", wait=True, line=line, func=code.co_name, **more)

    def leave(frame: types.FrameType | None) -> None:
        """A function comes to its end: the line that called it, perhaps through a library, goes on."""
        while frame := frame.f_back:
            if own(frame.f_code):
                stop(frame.f_code, frame.f_lineno, again=True)
                return

    if sys.version_info >= (3, 12):
        monitoring, tool = sys.monitoring, 4

        def on_line(code, line):
            if not own(code):
                return monitoring.DISABLE
            stop(code, line)

        def on_leave(code, *_):
            if own(code):
                leave(sys._getframe(1))

        events = monitoring.events
        monitoring.use_tool_id(tool, "recorder")
        monitoring.register_callback(tool, events.LINE, on_line)
        for event in LEAVING:
            monitoring.register_callback(tool, getattr(events, event), on_leave)
        monitoring.set_events(tool, events.LINE | sum(getattr(events, event) for event in LEAVING))
    else:
        def on_event(frame, event, _):
            if event == "line":
                stop(frame.f_code, frame.f_lineno)
            elif event == "return":
                leave(frame)
            return on_event

        def on_call(frame, event, _):
            return on_event if own(frame.f_code) else None

        threading.settrace(on_call)
        sys.settrace(on_call)


def unfollow() -> None:
    if sys.version_info >= (3, 12):
        sys.monitoring.set_events(4, 0)
    threading.settrace(None)
    sys.settrace(None)


def main(control: str, number: str, program: str) -> None:
    reporter = Reporter(control, int(number))

    def failed(kind, value, *_) -> None:
        reporter.tell("error", text="".join(traceback.format_exception_only(kind, value)).strip().splitlines()[-1])

    with open(program, encoding="utf-8") as file:
        code = compile(file.read(), program, "exec")
    streams = Stream(reporter, 1), Stream(reporter, 2)
    sys.stdout, sys.stderr = (io.TextIOWrapper(s, encoding="utf-8", write_through=True) for s in streams)
    threading.excepthook = lambda args: failed(args.exc_type, args.exc_value)
    sys.argv, sys.path[0] = [program], os.path.dirname(program)
    sys.setswitchinterval(1)  # a thread that has been woken runs when the one that runs now waits
    module = types.ModuleType("__main__")
    module.__file__ = program
    sys.modules["recorder_child"], sys.modules["__main__"] = sys.modules["__main__"], module
    reporter.tell("start", wait=True)
    os.register_at_fork(after_in_child=reporter.forked)
    follow(program, reporter)
    status = 0
    try:
        exec(code, module.__dict__)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        status = 0 if end.code is None else end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        failed(type(error), error)
        status = 1
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    unfollow()
    for stream in streams:
        stream.finish()
    reporter.tell("end", wait=True)
    # Python's own end follows: it closes what the program left open.
    sys.exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
