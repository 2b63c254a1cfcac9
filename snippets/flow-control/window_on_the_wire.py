"""Watch the receive window on the wire close and open again.

Linux only, as root: it opens a packet socket on the loopback.
"""

import ctypes
import select
import socket
import struct
import subprocess
import sys

IPV4, PORT = 0x0800, 25320

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def next_from(side, seconds=10):
    """The next segment of one side: bytes of data, and the window."""
    sniffer.settimeout(seconds)
    while True:
        packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        # Each header says in words of four bytes how long it is: IP's
        # in the low half of byte 0, TCP's in the high half of byte 12.
        # Bytes 14 and 15 of TCP's header are the window.
        segment = packet[(packet[0] & 15) * 4:]
        source, window = struct.unpack("!H12xH", segment[:16])
        who = "reader" if source == PORT else "sender"
        # On the loopback what goes out also comes in: count it once.
        if who == side and kind != socket.PACKET_OUTGOING:
            return len(segment) - (segment[12] >> 4) * 4, window


def latest_window():
    """The window in the last segment of the reader so far."""
    window = None
    try:
        while True:
            _, window = next_from("reader", 0.1)
    except TimeoutError:
        return window


sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))
with sniffer, socket.create_server(("127.0.0.1", PORT)) as listener:
    # Two buffers so small that the sniffer has room for all that
    # fills them. Accepted sockets inherit the listener's.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    address = listener.getsockname()
    sender = socket.create_connection(address, timeout=10)
    sender.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 20_000)
    reader, _ = listener.accept()
    with sender, reader:
        print("connected: the window is open:", latest_window() > 0)

        sender.setblocking(False)
        sent = 0
        while select.select([], [sender], [], 0.2)[1]:
            sent += sender.send(bytes(65536))
        print("nobody reads: the window fell to", latest_window())

        size, _ = next_from("sender")
        print(f"  the sender asks with {size} bytes of data")
        _, window = next_from("reader")
        print(f"  the reader answers: window {window}")

        reader.settimeout(10)
        while sent:
            sent -= len(reader.recv(65536))
        print("the program has read: the window is open:",
              latest_window() > 0)
