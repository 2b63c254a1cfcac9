"""Serve both families with one socket.

Needs IPv6. Linux only, as root: it makes a network, for the address
that it listens on is every address of the machine.
"""

import ctypes
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

try:
    socket.create_server(("::1", 0), family=socket.AF_INET6).close()
except OSError:
    sys.exit("needs IPv6: there is no ::1 here")
print("has_dualstack_ipv6:", socket.has_dualstack_ipv6())
for dualstack in True, False:
    with socket.create_server(("", 0), family=socket.AF_INET6,
                              dualstack_ipv6=dualstack) as listener:
        host, port, *_ = listener.getsockname()
        only = listener.getsockopt(socket.IPPROTO_IPV6,
                                   socket.IPV6_V6ONLY)
        print(f"dualstack_ipv6={dualstack}: {host}, IPV6_V6ONLY {only}")
        for target in "::1", "127.0.0.1":
            try:
                client = socket.create_connection((target, port), 5)
            except OSError as error:
                print(f"   to {target:9} {error}")
                continue
            conn, peer = listener.accept()
            with client, conn:
                print(f"   to {target:9} from {peer[0]}")
