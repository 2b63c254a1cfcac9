"""Listen on 127.0.0.1 only, and call by three names."""

import ipaddress
import socket


def call(host):
    try:
        with socket.create_connection((host, port), timeout=5) as sock:
            return f"connected to {sock.getpeername()[0]}"
    except OSError:
        return "not reached"


with socket.create_server(("127.0.0.1", 0)) as listener:
    port = listener.getsockname()[1]
    for host in "127.0.0.1", "::1", "localhost":
        print(f"{host:10} {call(host)}")

found = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
print("localhost means loopback addresses only:",
      all(ipaddress.ip_address(address[0]).is_loopback
          for *_, address in found))
