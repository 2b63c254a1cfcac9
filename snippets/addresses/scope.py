"""Write IPv6 addresses with the scope that they are valid in.

Linux only: the loopback interface is called lo.
"""

import socket

NUMBERS = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
lo = socket.if_nametoindex("lo")

for host, scope_id in ("::1", 0), ("fe80::1", lo):
    address = host, 80, 0, scope_id
    text, _ = socket.getnameinfo(address, NUMBERS)
    print(f"{host:8} scope id {scope_id}: {text}")
