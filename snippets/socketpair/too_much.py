"""Send into a pair what nobody reads, in the same thread.

Not on Windows: how much a pair takes is another matter there.
"""

import socket

for size in 1_000, 10_000_000:
    left, right = socket.socketpair()
    with left, right:
        left.settimeout(0.5)
        try:
            left.sendall(bytes(size))
            print(size, "bytes: sent, and nobody has read")
        except TimeoutError:
            print(size, "bytes: timed out")
