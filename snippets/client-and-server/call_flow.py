"""Linux only, as root: which calls send segments, and which do not."""

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

IPV4, TCP = 0x0800, 6
FLAGS = {0x02: "SYN", 0x01: "FIN", 0x10: "ACK"}


def segments():
    """Each segment since the last look: who sent it, and what it is."""
    while True:
        try:
            packet, (_, _, kind, *_) = wire.recvfrom(70000)
        except TimeoutError:
            return
        # Loopback shows a packet twice: going out and coming in.
        if kind == socket.PACKET_OUTGOING or packet[9] != TCP:
            continue
        # Behind the 20 bytes of the IP header: two ports, in byte 12
        # the length in units of four bytes, in byte 13 the flags.
        segment = packet[20:]
        source, destination = struct.unpack("!HH", segment[:4])
        data = segment[4 * (segment[12] >> 4):]
        if port in (source, destination):
            yield ("server" if source == port else "client",
                   f"data {data}" if data else " ".join(
                       name for bit, name in FLAGS.items()
                       if segment[13] & bit))


def step(side, name, call, *args):
    """Make a call; print it, and the segments that it leads to."""
    result = call(*args)
    shown = repr(result) if isinstance(result, bytes) else ""
    print(f"{side}  call     {name}  {shown}".rstrip())
    for sender, text in segments():
        print(f"{sender}  segment  {text}")
    return result


with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as wire:
    wire.bind(("lo", IPV4))
    # Silence of this length ends the look that follows each call.
    # Here the kernel holds one acknowledgement back for 0.04 s.
    wire.settimeout(0.1)
    port = None
    listener = step("server", "socket", socket.socket)
    step("server", "bind", listener.bind, ("127.0.0.1", 0))
    address = _, port = listener.getsockname()
    step("server", "listen", listener.listen)
    client = step("client", "socket", socket.socket)
    client.settimeout(10)
    step("client", "connect", client.connect, address)
    conn, _ = step("server", "accept", listener.accept)
    conn.settimeout(10)
    step("client", "sendall", client.sendall, b"?")
    step("server", "recv", conn.recv, 1)
    step("server", "sendall", conn.sendall, b"!")
    step("client", "recv", client.recv, 1)
    step("client", "close", client.close)
    step("server", "recv", conn.recv, 1)
    step("server", "close", conn.close)
    step("server", "close", listener.close)
