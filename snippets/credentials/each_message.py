"""Learn of each message who sent it, and try to lie about it.

Linux only, as root: so that it can act as another user.
"""

import ctypes
import os
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

UCRED = struct.Struct("iII")  # pid, uid, gid: struct ucred, unix(7)
ROOT, NOBODY, ALICE = 0, 65534, 1000
MYSELF, NOT_THERE = os.getpid(), 2**31 - 1


def try_to_send(user, pid, uid):
    """As that user, claim to be the process pid of the user uid."""
    claim = (socket.SOL_SOCKET, socket.SCM_CREDENTIALS,
             UCRED.pack(pid, uid, ROOT))
    os.seteuid(user)
    try:
        sender.sendmsg([b"hello"], [claim])
    except OSError as error:
        print("  refused:", error)
    else:
        show(receiver)
    os.seteuid(ROOT)


def show(sock):
    data, ancillary, flags, _ = sock.recvmsg(
        100, socket.CMSG_SPACE(UCRED.size))
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            pid, uid, gid = UCRED.unpack(content)
            print(f"  {data} from uid {uid}, me: {pid == MYSELF}")


sender, receiver = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
with sender, receiver:
    receiver.settimeout(10)
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    print("root says nothing of itself:")
    sender.send(b"hello")
    show(receiver)
    print("root claims a process that is not there:")
    try_to_send(ROOT, NOT_THERE, ROOT)
    print("root claims to be alice:")
    try_to_send(ROOT, MYSELF, ALICE)
    print("nobody claims to be alice:")
    try_to_send(NOBODY, MYSELF, ALICE)
    print("nobody tells the truth:")
    try_to_send(NOBODY, MYSELF, NOBODY)
