"""Store orders, confirm each one; die once before the confirmation."""

import socket

stored = {}

with socket.create_server(("127.0.0.1", 25311)) as listener:
    listener.settimeout(10)
    for visit in 1, 2:
        conn, _ = listener.accept()
        with conn, conn.makefile("rb") as lines:
            conn.settimeout(10)
            # One line of at most 100 bytes: a number and the goods.
            line = lines.readline(100)
            number, _, goods = line.partition(b" ")
            if not line.endswith(b"\n"):
                print("half an order: not stored")
            elif number in stored:
                print("order", number.decode(), "again: known already")
            else:
                stored[number] = goods
                print("order", number.decode(), "stored")
            if visit == 1:
                print("gone before the answer, as in a power cut")
                continue
            conn.sendall(b"stored " + number + b"\n")
print("orders stored:", len(stored))
