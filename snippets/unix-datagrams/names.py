"""Ask by datagram, with and without a name of one's own.

Linux only: bind("") gives a name of its own there alone.
"""

import os
import socket
import tempfile

UNIX = socket.AF_UNIX, socket.SOCK_DGRAM

with (
    tempfile.TemporaryDirectory() as folder,
    socket.socket(*UNIX) as server,
):
    os.chdir(folder)
    server.bind("server")
    server.settimeout(10)
    for name in None, "client", "":
        with socket.socket(*UNIX) as client:
            if name is not None:
                client.bind(name)
            client.settimeout(10)
            client.sendto(b"what time is it?", "server")
            question, origin = server.recvfrom(1000)
            print(question, "from", "an abstract name of 6 bytes"
                  if isinstance(origin, bytes) and len(origin) == 6
                  else repr(origin))
            try:
                server.sendto(b"noon", origin)
                print("  answer:", client.recv(1000))
            except TypeError:
                print("  no answer: nowhere to send it")
    print("left behind:", sorted(os.listdir()))
