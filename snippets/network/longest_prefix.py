"""Choose a route as a router does: the longest prefix that matches."""

import ipaddress
import random
import socket

TABLE = {
    "0.0.0.0/0": "the default router",
    "192.0.2.0/24": "router B",
    "192.0.2.128/25": "router C",
    "192.0.2.200/32": "router D",
}


def number(address):
    """The 32 bits of an IPv4 address."""
    return int.from_bytes(socket.inet_aton(address), "big")


def longest_match(table, address):
    best, longest = None, -1
    for prefix, next_hop in table.items():
        network, length = prefix.split("/")
        length = int(length)
        # Where the first `length` bits agree, the rest is 0 here.
        difference = number(address) ^ number(network)
        if difference >> (32 - length) == 0 and length > longest:
            best, longest = next_hop, length
    return best


for address in "192.0.2.7", "192.0.2.130", "192.0.2.200", "203.0.113.9":
    print(f"{address:12} -> {longest_match(TABLE, address)}")

# The judge: the standard library, on random tables.
chance = random.Random(7)
agreed = 0
for trial in range(1000):
    networks = [
        ipaddress.ip_network(
            (chance.getrandbits(32), length), strict=False
        )
        for length in (3, 0, 8, 1, 5, 2, 6, 4)
    ]
    address = ipaddress.ip_address(chance.getrandbits(32))
    table = {str(network): str(network) for network in networks}
    matching = [net for net in networks if address in net]
    judged = max(matching, key=lambda net: net.prefixlen)
    agreed += longest_match(table, str(address)) == str(judged)
print("random tables where ipaddress agrees:", agreed, "of 1000")
