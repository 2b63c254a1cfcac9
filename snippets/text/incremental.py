"""Decode a text that comes in pieces, as the pieces come."""

import codecs
import socket

TEXT = "aé粘😀\n" * 1000

for size in 1, 2, 3, 7, 1000:
    decoder = codecs.getincrementaldecoder("utf-8")()
    left, right = socket.socketpair()
    with left, right:
        right.settimeout(5)
        left.sendall(TEXT.encode("utf-8"))
        left.shutdown(socket.SHUT_WR)
        text = ""
        while piece := right.recv(size):
            text += decoder.decode(piece)
        text += decoder.decode(b"", final=True)
    print(f"recv({size}): {text == TEXT}")

# What final=True is for: the stream ends inside a character.
half = "粘".encode("utf-8")[:2]
decoder = codecs.getincrementaldecoder("utf-8")()
print("so far:", repr(decoder.decode(half)))
try:
    decoder.decode(b"", final=True)
except UnicodeDecodeError as error:
    print("at the end:", type(error).__name__, error.reason)
