"""One port serves a hundred connections at once."""

import socket
from contextlib import ExitStack

CALLERS = 100

with (socket.create_server(("127.0.0.1", 0), backlog=CALLERS) as server,
      ExitStack() as stack):
    address = server.getsockname()
    served, callers = [], []
    for number in range(CALLERS):
        caller = socket.create_connection(address, timeout=10)
        callers.append(stack.enter_context(caller))
        conn, _ = server.accept()
        served.append(stack.enter_context(conn))

    print("connections open at once:", len(served))
    print("ports on the server's side:",
          len({conn.getsockname() for conn in served}))
    print("ports on the callers' side:",
          len({conn.getpeername() for conn in served}))

    # The answers, two bytes each, go to the right callers all the same.
    for number, conn in enumerate(served):
        conn.sendall(number.to_bytes(2, "big"))
    right = sum(
        caller.recv(2, socket.MSG_WAITALL) == number.to_bytes(2, "big")
        for number, caller in enumerate(callers))
    print("callers that got their own answer:", right)
