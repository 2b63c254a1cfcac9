"""Ask for the peer of sockets that have none.

Linux only: other systems have other options.
"""

import os
import socket
import struct

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)

left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
with (
    left, right,
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams,
    socket.socket(socket.AF_INET) as tcp,
):
    datagrams.bind("")
    right.close()
    for what, sock in (("a pair, the other end closed", left),
                       ("datagrams, not connected", datagrams),
                       ("TCP", tcp)):
        answer = sock.getsockopt(
            socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED.size)
        pid, uid, gid = UCRED.unpack(answer)
        print(f"{what}: a pid: {pid > 0},",
              "my uid" if uid == os.geteuid() else f"uid {uid}")
