"""Sort lines: the answer can only begin when the input has ended."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

LIMIT = 10_000

with socket.create_server(("127.0.0.1", 25371)) as listener:
    print("waiting on 127.0.0.1:25371")
    conn, _ = listener.accept()
try:
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        # One byte more than the limit tells whether there is more.
        text = stream.read(LIMIT + 1)
        if len(text) > LIMIT:
            raise ValueError(f"more than {LIMIT} bytes to sort")
        lines = text.splitlines()
        print("end of the input:", len(lines), "lines")
        conn.sendall(b"".join(line + b"\n" for line in sorted(lines)))
        print("the answer is sent")
except (OSError, ValueError) as error:
    print("given up:", error)
