"""Linux only, as root: read a BPDU of the kernel's own bridge."""

import socket
import struct
import subprocess


def ip(*words):
    subprocess.run(["ip", "link", *words], check=True)


ip("add", "labport", "type", "veth", "peer", "name", "labpeer")
try:
    ip("add", "labbridge", "type", "bridge", "stp_state", "1")
    ip("set", "labport", "master", "labbridge")
    # 4 stands for frames with a length field and an LLC header.
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as sock:
        ip("set", "labpeer", "up")
        sock.bind(("labpeer", 4))
        sock.settimeout(10)
        for name in ("labport", "labbridge"):
            ip("set", name, "up")
        frame = b""
        while frame[14:17] != b"\x42\x42\x03":
            frame = sock.recv(2000)
finally:
    subprocess.run(["ip", "link", "del", "labbridge"])
    ip("del", "labport")

length, = struct.unpack("!H", frame[12:14])
bpdu = frame[17:14 + length]
# The last five numbers are times, in 1/256 of a second.
(protocol, version, kind, flags, root, cost, bridge, port,
 age, max_age, hello, delay) = struct.unpack("!HBBBQIQHHHHH", bpdu)
print("destination:", frame[:6].hex(":"))
print("a length, not an EtherType:", length < 1536)
print("LLC header:", frame[14:17].hex(" "))
print("bytes after it:", len(bpdu), " protocol", protocol,
      " version", version, " type", kind)
print("takes itself for the root:", root == bridge, " cost", cost)
print("bridge priority:", bridge >> 48)
print("hello time in seconds:", hello / 256)
