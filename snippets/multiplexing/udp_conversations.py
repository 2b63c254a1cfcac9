"""One UDP socket keeps a sum for each of its three callers."""

import socket
from contextlib import ExitStack

with ExitStack() as stack:
    server, *callers = [
        stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
        for _ in range(4)
    ]
    for sock in server, *callers:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)

    for number in range(1, 10):
        caller = callers[number % 3]
        caller.sendto(bytes([number]), server.getsockname())

    # The kernel gives us all of it; telling them apart is our work.
    sums = {}
    for _ in range(9):
        data, sender = server.recvfrom(1024)
        sums[sender] = sums.get(sender, 0) + data[0]
    for sender, total in sums.items():
        server.sendto(bytes([total]), sender)

    print("sockets of the server: 1; conversations:", len(sums))
    for number, caller in enumerate(callers):
        print(f"caller {number} gets its sum:", caller.recv(1)[0])
