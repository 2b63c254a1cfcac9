"""Linux only, as root: which calls send segments, and which do not."""

import socket
import struct

ETH_P_IP, FIN, SYN, ACK = 0x0800, 0x01, 0x02, 0x10


def next_segment(bare_acks):
    """The sender's port and a description of what it sent."""
    while True:
        packet, (_, _, kind, *_) = wire.recvfrom(70000)
        # Loopback shows a packet twice: going out and coming in.
        if kind == socket.PACKET_OUTGOING or packet[9] != 6:
            continue
        ports = struct.unpack("!HH", packet[20:24])
        flags = packet[33] & (FIN | SYN | ACK)
        data = len(packet) - 20 - (packet[32] >> 4) * 4
        if port not in ports or (
                flags == ACK and not data and not bare_acks):
            continue
        names = [name for name, bit in
                 [("SYN", SYN), ("FIN", FIN), ("ACK", ACK)]
                 if flags & bit]
        return ports[0], f"{data} bytes" if data else " ".join(names)


def step(side, name, call, *args, segments=0):
    """Make a call; print it, and the segments that it leads to."""
    result = call(*args)
    shown = repr(result) if isinstance(result, bytes) else ""
    print(f"{side}  call     {name}  {shown}".rstrip())
    for number in range(segments):
        source, text = next_segment(bare_acks=name == "connect")
        sender = "server" if source == port else "client"
        print(f"{sender}  segment  {text}")
    return result


with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM) as wire:
    wire.bind(("lo", ETH_P_IP))
    wire.settimeout(10)
    listener = step("server", "socket", socket.socket)
    step("server", "bind", listener.bind, ("127.0.0.1", 0))
    address = _, port = listener.getsockname()
    step("server", "listen", listener.listen)
    client = step("client", "socket", socket.socket)
    client.settimeout(10)
    step("client", "connect", client.connect, address, segments=3)
    conn, _ = step("server", "accept", listener.accept)
    conn.settimeout(10)
    step("client", "sendall", client.sendall, b"request", segments=1)
    step("server", "recv", conn.recv, 100)
    step("server", "sendall", conn.sendall, b"answer", segments=1)
    step("client", "recv", client.recv, 100)
    step("client", "close", client.close, segments=1)
    step("server", "recv", conn.recv, 100)
    step("server", "close", conn.close, segments=1)
    step("server", "close", listener.close)
