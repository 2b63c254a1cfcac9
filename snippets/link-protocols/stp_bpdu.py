"""Read a BPDU of the kernel's own bridge, and the state of its port.

Linux only, as root: it makes a bridge and a cable, and removes them.
"""

import ctypes
import json
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

# Frames with a length where others have a type, linux/if_ether.h.
ETH_P_802_2 = 4
LLC_STP = b"\x42\x42\x03"  # the header of LLC in front of a BPDU


def ip(command):
    done = subprocess.run(["ip", *command.split()], check=True,
                          stdout=subprocess.PIPE, text=True)
    return done.stdout


# A cable with two ends: one in the bridge, at the other we listen.
ip("link add labport type veth peer name labpeer")
try:
    ip("link add labbridge type bridge stp_state 1")
    ip("link set labport master labbridge")
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as sock:
        ip("link set labpeer up")
        sock.bind(("labpeer", ETH_P_802_2))
        sock.settimeout(10)
        ip("link set labport up")
        ip("link set labbridge up")
        frame = b""
        while frame[14:17] != LLC_STP:
            frame = sock.recv(2000)
    port, = json.loads(ip("-json -details link show labport"))
finally:
    ip("link del labport")
    subprocess.run(["ip", "link", "del", "labbridge"])

length, = struct.unpack("!H", frame[12:14])
bpdu = frame[17:14 + length]
# The last four numbers are times, in 1/256 of a second.
(protocol, version, kind, flags, root, cost, bridge, _,
 age, max_age, hello, delay) = struct.unpack("!HBBBQIQHHHHH", bpdu)
print("destination:", frame[:6].hex(":"))
print("a length, not an EtherType:", length < 1536)
print("LLC header:", frame[14:17].hex(" "))
print("bytes after it:", len(bpdu), " protocol", protocol,
      " version", version, " type", kind)
print("takes itself for the root:", root == bridge, " cost", cost)
print("bridge priority:", bridge >> 48)
print("seconds between BPDUs:", hello / 256)
print("seconds for each step towards forwarding:", delay / 256)
print("state of the port:",
      port["linkinfo"]["info_slave_data"]["state"])
