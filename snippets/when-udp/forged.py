"""A datagram names a sender who never sent it, and who is answered.

Linux only, as root: it opens a raw socket.
"""

import ctypes
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

with (
    socket.socket(type=socket.SOCK_DGRAM) as server,
    socket.socket(type=socket.SOCK_DGRAM) as victim,
    socket.socket(
        socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP) as forger,
):
    for sock in server, victim:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)
    (host, server_port), victim_port = (
        server.getsockname(), victim.getsockname()[1])

    # A header of UDP, with the port of somebody else. From another
    # host the address in IP's header would be a forgery as well.
    question = b"all of it"
    header = struct.pack(
        "!HHHH", victim_port, server_port, 8 + len(question), 0)
    forger.sendto(header + question, (host, 0))

    data, peer = server.recvfrom(1024)
    print("the server received", data)
    print("from the victim, it seems:", peer == victim.getsockname())
    server.sendto(bytes(1200), peer)
    print("the victim received", len(victim.recv(2048)), "bytes",
          f"for {len(question)} of somebody else")
