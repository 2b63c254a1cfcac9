"""Linux only, as root: what UDP and TCP put before the same 5 bytes."""

import ctypes
import socket
import struct
import subprocess
import sys

LOCAL = ("127.0.0.1", 0)
UDP, TCP = socket.IPPROTO_UDP, socket.IPPROTO_TCP
SYN, ACK = 0b000010, 0b010000

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def capture(raw, wanted):
    """Read IP packets up to the wanted one; drop the IP header."""
    while True:
        packet = raw.recv(65535)
        # The low half of byte 0: its length, in words of 4 bytes.
        segment = packet[(packet[0] & 15) * 4 :]
        if wanted(segment):
            # Byte 9 of an IP header names the protocol inside.
            return packet[9], segment


def show(name, number, size, segment, sender, receiver):
    ports = sender.getsockname()[1], receiver.getsockname()[1]
    print(f"{name}, IP protocol {number}: {size} bytes of header")
    same = ports == struct.unpack("!HH", segment[:4])
    print("  ports of sender and receiver:", same)


with (
    socket.socket(socket.AF_INET, socket.SOCK_RAW, UDP) as raw,
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    raw.settimeout(5)
    receiver.bind(LOCAL)
    sender.sendto(b"hello", receiver.getsockname())
    number, segment = capture(raw, lambda s: s.endswith(b"hello"))
    show("UDP", number, len(segment) - 5, segment, sender, receiver)
    print("  length:", *struct.unpack("!H", segment[4:6]))
    # What is left of the header after three fields of two bytes.
    rest = len(segment) - 5 - 6
    print(f"  checksum: {rest} bytes, and that is all")

with (
    socket.socket(socket.AF_INET, socket.SOCK_RAW, TCP) as raw,
    socket.create_server(LOCAL) as receiver,
    socket.create_connection(receiver.getsockname(), 5) as sender,
):
    raw.settimeout(5)
    sender.sendall(b"hello")
    # Byte 13 of a TCP header has the flags.
    syn = capture(raw, lambda s: s[13] & (SYN | ACK) == SYN)[1]
    syn_ack = capture(raw, lambda s: s[13] & SYN)[1]
    number, segment = capture(raw, lambda s: s.endswith(b"hello"))
    # The high half of byte 12: the header's length, in words again.
    size = (segment[12] >> 4) * 4
    show("TCP", number, size, segment, sender, receiver)
    fields = struct.unpack("!IIBBHHH", segment[4:20])
    sequence, acknowledgement, _, flags, window, _, urgent = fields
    # Both ends start to count at a number of their own.
    sequence -= struct.unpack("!I", syn[4:8])[0]
    acknowledgement -= struct.unpack("!I", syn_ack[4:8])[0]
    print("  sequence number, from the first:", sequence % 2**32)
    print("  acknowledgement number:", acknowledgement % 2**32)
    print(f"  flags: {flags:06b} (URG ACK PSH RST SYN FIN)")
    print("  window: room for more bytes:", window > 0)
    print("  checksum: 2 bytes; urgent pointer:", urgent)
    print("  options:", size - 20, "bytes")
