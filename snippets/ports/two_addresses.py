"""Linux only: one port number on two addresses of one machine."""

import socket

with socket.create_server(("127.0.0.1", 0)) as one:
    port = one.getsockname()[1]
    with socket.create_server(("127.0.0.2", port)) as two:
        print("two servers, one number:",
              one.getsockname()[1] == two.getsockname()[1])

        for server in (one, two):
            host, _ = address = server.getsockname()
            with socket.create_connection(address, 10) as client:
                conn, _ = server.accept()
                with conn:
                    conn.sendall(b"answered by " + host.encode())
                answer = b""
                while data := client.recv(100):
                    answer += data
            print("called", host, "->", answer.decode())
