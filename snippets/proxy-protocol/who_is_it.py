"""Who is the client, seen from behind a relay?

Linux only: elsewhere 127.0.0.7 has to be set up first.
"""

import socket
import threading


def relay(listener, target, with_header):
    """Pass on what one client says, and what it is answered."""
    conn, (host, port) = listener.accept()
    with conn, socket.create_connection(target, timeout=10) as server:
        conn.settimeout(10)
        if with_header:
            to_host, to_port = server.getpeername()
            server.sendall(f"PROXY TCP4 {host} {to_host} "
                           f"{port} {to_port}\r\n".encode())
        with conn.makefile("rb") as question:
            server.sendall(question.readline(100))
        with server.makefile("rb") as answers:
            conn.sendall(answers.readline(100))


for with_header in False, True:
    with (
        socket.create_server(("127.0.0.1", 0)) as front,
        socket.create_server(("127.0.0.1", 0)) as back,
    ):
        thread = threading.Thread(
            target=relay,
            args=[front, back.getsockname(), with_header])
        thread.start()
        with socket.create_connection(
            front.getsockname(), 10, ("127.0.0.7", 0)
        ) as client:
            client.sendall(b"hello\n")
            conn, (host, _) = back.accept()
            with conn, conn.makefile("rb") as lines:
                conn.settimeout(10)
                print("accept says", host)
                line = lines.readline(107)
                if with_header:
                    print("the header says", line.decode().split()[2])
                    line = lines.readline(100)
                conn.sendall(line.upper())
            with client.makefile("rb") as answers:
                print("the client hears", answers.readline(100))
        thread.join()
