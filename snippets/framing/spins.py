"""Wrong on purpose: a loop that does not notice the end.

It is stopped after 100,000 turns, or it would turn for ever.
"""

import socket

left, right = socket.socketpair()
with left, right:
    left.sendall(b"hel")
    left.close()

    data, turns = b"", 0
    while len(data) < 5 and turns < 100_000:
        piece = right.recv(5 - len(data))
        data += piece
        # Only turns that bring nothing count.
        turns += not piece
    print("has", data, "after", turns, "turns that brought nothing")
