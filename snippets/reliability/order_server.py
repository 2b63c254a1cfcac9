"""Store orders, confirm each one; die once before the confirmation."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

stored = {}

with socket.create_server(("127.0.0.1", 25311)) as listener:
    print("waiting on 127.0.0.1:25311")
    for visit in 1, 2:
        conn, _ = listener.accept()
        try:
            with conn, conn.makefile("rb") as lines:
                conn.settimeout(10)
                # One line of at most 100 bytes: number and goods.
                line = lines.readline(100)
                number, _, goods = line.partition(b" ")
                if not line.endswith(b"\n") or not number.isdigit():
                    print("not a whole order: not stored")
                    continue
                if number in stored:
                    print("order", number.decode(), "again: known")
                else:
                    stored[number] = goods
                    print("order", number.decode(), "stored")
                if visit == 1:
                    print("gone before the answer, as in a power cut")
                    continue
                conn.sendall(b"stored " + number + b"\n")
        except OSError as error:
            print("given up:", error)
print("orders stored:", len(stored))
