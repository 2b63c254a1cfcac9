"""Connect to IPv4 and IPv6 by one function that knows neither."""

import socket


def connect(host, port):
    """Try each address of a host until one answers."""
    problem = OSError(f"no address for {host}")
    for family, kind, protocol, _, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
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
    with socket.create_server((host, 0), family=family) as listener:
        port = listener.getsockname()[1]
        with connect(host, port) as sock:
            print(f"{host}: {sock.family.name},",
                  f"address of {len(sock.getpeername())} parts")
