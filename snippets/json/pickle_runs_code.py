"""Let a stranger choose what runs: unpickle what came by a socket.

The stranger here only counts letters and prints.
"""

import json
import pickle
import socket


class Surprise:
    def __reduce__(self):
        """Tell pickle how to make me again: call this, with that."""
        code = "print('   I run at the receiver'), len('surprise')"
        return eval, (code,)


left, right = socket.socketpair()
with left, right, right.makefile("rb") as reader:
    left.sendall(pickle.dumps(Surprise()) + b"\n")
    left.shutdown(socket.SHUT_WR)
    data = reader.read()

print("the class is not sent:", b"Surprise" not in data)
print("pickle.loads:")
value = pickle.loads(data)
print("   and the value is", value)

try:
    print("json.loads:", json.loads(data))
except ValueError:
    print("json.loads: ValueError, and nothing ran")
