"""Look at IPv4 from a socket of IPv6: mapped addresses."""

import ipaddress
import socket

ALLOWED = {"127.0.0.1", "::1"}


def unmap(host):
    """The IPv4 address in a mapped one; others as they are."""
    address = ipaddress.ip_address(host)
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


with socket.socket(socket.AF_INET6) as listener:
    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    listener.bind(("::ffff:127.0.0.1", 0))
    listener.listen()
    port = listener.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port), 5) as client:
        conn, peer = listener.accept()
        with conn:
            host = client.getsockname()[0]
            print("client says:", client.family.name, host)
            print("server says:", conn.family.name, peer[0])
            print("the same port:", peer[1] == client.getsockname()[1])
            print("allowed:", peer[0] in ALLOWED)
            print("allowed, unmapped:", unmap(peer[0]) in ALLOWED)
for host in "::1", "192.0.2.7", "::ffff:c000:207":
    print(f"unmap({host!r}) = {unmap(host)!r}")
