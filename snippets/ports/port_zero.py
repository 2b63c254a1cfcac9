"""Port 0 is no service: it asks the kernel to choose a port."""

import socket

with (socket.create_server(("127.0.0.1", 0)) as first,
      socket.create_server(("127.0.0.1", 0)) as second):
    one, two = first.getsockname()[1], second.getsockname()[1]
    print("asked for 0, got 0:    ", one == 0 or two == 0)
    print("both got the same port:", one == two)

    # A client that names no port is given one as well.
    address = ("127.0.0.1", one)
    with socket.create_connection(address, timeout=10) as client:
        conn, caller = first.accept()
        with conn:
            print("the client has a port: ", caller[1] != 0)
            print("the server sees it too:",
                  client.getsockname() == caller)
