"""Three routers tell each other by UDP which networks they reach."""

import contextlib
import ipaddress
import socket
import struct

RESPONSE, VERSION, IPV4, INFINITY = 2, 2, 2, 16
ENTRY = struct.Struct("!HH4s4s4sI")

# N1 -- R1 -- R2 -- R3 -- N3: who hears whom, and who has a network
NEIGHBOURS = {"R1": ["R2"], "R2": ["R1", "R3"], "R3": ["R2"]}
ATTACHED = {"R1": "192.0.2.0/25", "R2": None, "R3": "198.51.100.0/24"}


def message(table):
    """A RIP version 2 response: a header and 20 bytes a route."""
    packet = struct.pack("!BBH", RESPONSE, VERSION, 0)
    for prefix, (metric, _) in sorted(table.items()):
        network = ipaddress.ip_network(prefix)
        packet += ENTRY.pack(IPV4, 0, network.network_address.packed,
                             network.netmask.packed, bytes(4), metric)
    return packet


def learn(table, packet, neighbour):
    """Take a shorter way from a neighbour, at one hop more."""
    for _, _, address, mask, _, metric in ENTRY.iter_unpack(packet[4:]):
        host, mask = socket.inet_ntoa(address), socket.inet_ntoa(mask)
        prefix = str(ipaddress.ip_network(f"{host}/{mask}"))
        metric = min(metric + 1, INFINITY)
        known, via = table.get(prefix, (INFINITY, None))
        if metric < known or via == neighbour:
            table[prefix] = metric, neighbour


with contextlib.ExitStack() as stack:
    sockets, tables = {}, {}
    for name, network in ATTACHED.items():
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sockets[name] = stack.enter_context(sock)
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)
        tables[name] = {network: (1, "itself")} if network else {}
    names = {sock.getsockname(): n for n, sock in sockets.items()}

    print("a message:", message(tables["R1"]).hex(" ", 4))
    for turn in 1, 2:
        for name, neighbours in NEIGHBOURS.items():
            for other in neighbours:
                sockets[name].sendto(message(tables[name]),
                                     sockets[other].getsockname())
        for name, neighbours in NEIGHBOURS.items():
            for _ in neighbours:
                packet, address = sockets[name].recvfrom(512)
                learn(tables[name], packet, names[address])
        print("after exchange", turn)
        for name, table in tables.items():
            for prefix, (metric, via) in sorted(table.items()):
                print(f"  {name}: {prefix:15} {metric} via {via}")
