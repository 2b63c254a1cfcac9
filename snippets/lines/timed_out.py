"""Let a time-out end a readline; try to read on afterwards."""

import socket

left, right = socket.socketpair()
before, after = b"hel", b"lo\nworld\n"
with left, right, right.makefile("rb") as reader:
    right.settimeout(0.2)
    left.sendall(before)
    try:
        reader.readline()
    except TimeoutError as error:
        print("first: TimeoutError:", error)

    left.sendall(after)
    for attempt in "again", "and again":
        try:
            print(attempt, reader.readline())
        except OSError as error:
            print(f"{attempt}: OSError: {error}")

    with right.makefile("rb") as second:
        print(f"of {before + after}, a new file reads:")
        print(second.readline(), second.readline())
