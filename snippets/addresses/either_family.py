"""Connect to IPv4 and IPv6 by one function that knows neither.

Needs IPv6.
"""

import socket
import sys

tried = []


def connect(host, port):
    """Try one address of a host after the other until one answers."""
    problem = OSError(f"no address for {host}")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        tried.append(address)
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(5)
            sock.connect(address)
            return sock
        except OSError as error:
            sock.close()
            problem = error
    raise problem


for family, host in (
    (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")
):
    try:
        listener = socket.create_server((host, 0), family=family)
    except OSError:
        sys.exit("needs IPv6: there is no ::1 here")
    with listener:
        port = listener.getsockname()[1]
        # No host at all means this one, which has two addresses.
        with connect(None, port) as sock:
            address = sock.getpeername()
            print(f"{address[0]}: {sock.family.name},",
                  f"address of {len(address)} parts")
# One of the servers was not at the address that came first.
print("addresses tried:", len(tried))
