"""Four routers on UDP ports of loopback forward packets by table."""

import contextlib
import select
import socket
import struct

# One byte each for time to live, source and destination; then data.
HEADER = struct.Struct("!B1s1s")

#   A --- B
#   |     |
#   D --- C       for each router: destination -> next hop
TABLES = {
    b"A": {b"B": b"B", b"C": b"B", b"D": b"D"},
    b"B": {b"A": b"A", b"C": b"C", b"D": b"A"},
    b"C": {b"A": b"D", b"B": b"B", b"D": b"D"},
    b"D": {b"A": b"A", b"B": b"A", b"C": b"C"},
}


def forward(here, packet, sockets):
    """What a router does with a packet. False if it goes no further."""
    name = here.decode()
    ttl, source, destination = HEADER.unpack_from(packet)
    data = packet[HEADER.size:]
    if destination == here:
        print(f"  {name}: for me, from {source.decode()}: {data}")
        return False
    if ttl == 1:
        print(f"  {name}: ttl 1, dropped")
        return False
    next_hop = TABLES[here][destination]
    print(f"  {name}: ttl {ttl}, next hop {next_hop.decode()}")
    onward = HEADER.pack(ttl - 1, source, destination) + data
    sockets[here].sendto(onward, sockets[next_hop].getsockname())
    return True


def carry(packet, start, sockets):
    """Give a packet to a router and work until it has come to rest."""
    routers = {sock: name for name, sock in sockets.items()}
    moving = forward(start, packet, sockets)
    while moving:
        ready, _, _ = select.select(list(routers), [], [], 5)
        if not ready:
            raise TimeoutError("the packet is gone")
        for sock in ready:
            moving = forward(routers[sock], sock.recv(2048), sockets)


with contextlib.ExitStack() as stack:
    sockets = {}
    for name in TABLES:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sockets[name] = stack.enter_context(sock)
        sock.bind(("127.0.0.1", 0))

    print("A sends to C:")
    carry(HEADER.pack(8, b"A", b"C") + b"hello", b"A", sockets)

    # A mistake: B now believes that the way to C is through A.
    TABLES[b"B"][b"C"] = b"A"
    print("the tables of A and B point at each other:")
    carry(HEADER.pack(5, b"A", b"C") + b"hello", b"A", sockets)
