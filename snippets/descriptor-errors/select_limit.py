"""Give select a descriptor above 1023. Ends in a traceback.

Linux only: Windows counts in another way.
"""

import fcntl
import os
import resource
import select
import socket

# Let the process have so many; the system allows more than this.
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (1100, hard))

one, other = socket.socketpair()
with one, other:
    other.sendall(b"x")
    for lowest in 1023, 1024:
        # A second number for the socket, the first free one from here.
        number = fcntl.fcntl(one, fcntl.F_DUPFD, lowest)
        with os.fdopen(number, "rb", buffering=0):
            ready, _, _ = select.select([number], [], [], 5)
            print(number, "is ready:", ready == [number])
