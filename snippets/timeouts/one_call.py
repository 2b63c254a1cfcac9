"""Wait for an answer with a time-out, and once more after it."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=0.3)
    conn, _ = listener.accept()

with client, conn:
    try:
        client.recv(1024)
    except TimeoutError as error:
        print("recv:", type(error).__name__, error)
        print("   errno:", error.errno)
    print("   socket.timeout is another name for it:",
          socket.timeout is TimeoutError)

    # Nothing is broken and nothing is lost: ask again.
    conn.sendall(b"!")
    print("recv:", client.recv(1024))
