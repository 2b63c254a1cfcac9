"""Give a child one socket for its input and its output.

Not on Windows: a child takes files and pipes there.
"""

import socket
import subprocess

ours, theirs = socket.socketpair()
with ours:
    ours.settimeout(10)
    with theirs, subprocess.Popen(
            ["sort"], stdin=theirs, stdout=theirs) as child:
        theirs.close()  # or the end would never come: we hold it
        ours.sendall(b"pear\napple\n")
        ours.shutdown(socket.SHUT_WR)  # no more questions
        with ours.makefile("rb") as answers:
            print(answers.read())
    print("exit status:", child.returncode)
