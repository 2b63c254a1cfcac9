"""Go on sending to a server that has closed. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import select
import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    conn, _ = listener.accept()

with client:
    conn.close()
    client.sendall(b"one")
    print("one: sendall returned")
    # Wait until the answer is there: it has hung up, says poll.
    answer = select.poll()
    answer.register(client, select.POLLHUP)
    answer.poll(5000)
    client.sendall(b"two")
