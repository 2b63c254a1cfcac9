"""Linux only, as root: send data in the very first segment."""

import ctypes
import socket
import subprocess
import sys
from pathlib import Path

SYN, ACK = 2, 16

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
# 3: clients and servers take part. Cookies of an earlier run go.
Path("/proc/sys/net/ipv4/tcp_fastopen").write_text("3")
forget = ["ip", "tcp_metrics", "flush"]
subprocess.run(forget, stderr=subprocess.DEVNULL)


def data_in_syn(raw):
    """Read TCP segments up to the next SYN; return what it carries."""
    while True:
        packet = raw.recv(65535)
        # Each header says in words of four bytes how long it is: IP's
        # in the low half of byte 0, TCP's in the high half of byte 12.
        segment = packet[(packet[0] & 15) * 4 :]
        if segment[13] & (SYN | ACK) == SYN:
            return segment[(segment[12] >> 4) * 4 :]


raw_tcp = (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
with (
    socket.socket(*raw_tcp) as raw,
    socket.socket() as listener,
):
    raw.settimeout(5)
    listener.bind(("127.0.0.1", 0))
    # Up to 5 connections may have data before their handshake ends.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5)
    listener.listen()
    address = listener.getsockname()

    for attempt in ("first", "second"):
        with socket.socket() as client:
            # No connect: this call opens the connection and sends.
            client.sendto(b"hello", socket.MSG_FASTOPEN, address)
            conn, peer = listener.accept()
        with conn, conn.makefile("rb") as stream:
            conn.settimeout(5)
            print(f"{attempt} connection:")
            print("  the SYN carried ", data_in_syn(raw))
            print("  the server read ", stream.read())
