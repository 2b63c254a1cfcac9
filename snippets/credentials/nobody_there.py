"""Ask for the peer of sockets that have none.

Linux only: other systems have other options.
"""

import os
import socket
import struct

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)

left, right = socket.socketpair()
with (
    left, right,
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams,
    socket.socket(socket.AF_INET) as tcp,
):
    right.close()
    print("the pair's other end is closed:", left.recv(1) == b"")
    for what, sock in (("that pair", left), ("TCP", tcp),
                       ("datagrams, not connected", datagrams)):
        answer = sock.getsockopt(
            socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED.size)
        pid, uid, gid = UCRED.unpack(answer)
        print(f"{what}: my pid: {pid == os.getpid()},",
              "my uid" if uid == os.geteuid() else f"uid {uid}")
