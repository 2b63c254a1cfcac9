"""Fill the queue of a listener that never accepts.

Linux only: other systems count the backlog in other ways.
"""

import socket

for backlog in 0, 1, 4:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(backlog)
        address = listener.getsockname()

        clients = []
        try:
            # Nothing answers the SYN of the one that is too many.
            while len(clients) < 10:
                clients.append(socket.create_connection(address, 0.5))
        except TimeoutError:
            print(f"listen({backlog}): {len(clients)} connected,",
                  "the next one timed out")
        for client in clients:
            client.close()
