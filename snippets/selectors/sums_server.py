"""Sums of lines, in one thread. To copy. Serves until Ctrl-C."""

import signal
import socket
import sys
import time
from errno import EMFILE, ENFILE
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT, PATIENCE, CLIENTS = 1000, 10, 100  # bytes, seconds, at once
deadlines = {}  # of each client for a line and its answer; in order
selector = DefaultSelector()


def answer(line):
    try:
        return f"{sum(map(int, line.decode().split()))}\n".encode()
    except ValueError:  # no numbers, or not UTF-8
        return b"numbers, please\n"


class Client:
    def __init__(self):
        self.conn, _ = listener.accept()
        self.conn.setblocking(False)
        self.received = self.unsent = b""
        selector.register(self.conn, EVENT_READ, self.go_on)
        deadlines[self] = time.monotonic() + PATIENCE
        if len(deadlines) == CLIENTS:
            selector.unregister(listener)  # others wait in its queue

    def go_on(self):
        try:
            if not self.unsent:
                self.receive()
            if self.unsent:
                self.unsent = self.unsent[self.conn.send(self.unsent):]
                if not self.unsent:
                    del deadlines[self]  # and to the end of the order
                    deadlines[self] = time.monotonic() + PATIENCE
        except BlockingIOError:
            pass  # no room, or a false alarm
        except (EOFError, OSError, ValueError) as error:
            return self.close(error)
        event = EVENT_WRITE if self.unsent else EVENT_READ
        selector.modify(self.conn, event, self.go_on)

    def receive(self):
        piece = self.conn.recv(LIMIT + 1 - len(self.received))
        if not piece:
            raise EOFError("end inside a line" if self.received else "")
        *lines, self.received = (self.received + piece).split(b"\n")
        if len(self.received) > LIMIT:
            raise ValueError(f"a line of more than {LIMIT} bytes")
        self.unsent = b"".join(map(answer, lines))

    def close(self, reason):
        selector.unregister(self.conn)
        self.conn.close()
        del deadlines[self]
        if listener not in selector.get_map():  # a place is free again
            selector.register(listener, EVENT_READ, Client)
        if str(reason):
            print("given up:", reason)


with socket.create_server(("127.0.0.1", 25723)) as listener:
    listener.setblocking(False)
    selector.register(listener, EVENT_READ, Client)
    print("waiting on 127.0.0.1:25723")
    while True:
        late = next(iter(deadlines), None)  # or the next to be
        left = late and deadlines[late] - time.monotonic()
        if late and left <= 0:
            late.close("too late")
        for key, _ in selector.select(left):
            try:
                key.data()
            except OSError as error:  # accept found no client, or
                if error.errno in (EMFILE, ENFILE) and deadlines:
                    selector.unregister(listener)  # no descriptor
