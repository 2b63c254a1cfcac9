"""Send the last descriptor of a pipe, and let nobody take it.

Not on Windows: it has no send_fds.
"""

import os
import socket

left, right = socket.socketpair()
reading, writing = os.pipe()
os.set_blocking(reading, False)
with left, right, open(reading, "rb", buffering=0) as pipe:
    socket.send_fds(left, [b"p"], [writing])
    os.close(writing)
    print("sent, and closed here; the pipe gives", pipe.read(1))
    left.close()
    print("the sender's socket is closed:", pipe.read(1))
    right.close()
    print("the receiver's too:", pipe.read(1))
