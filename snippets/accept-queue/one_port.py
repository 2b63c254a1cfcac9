"""Accept two connections and compare the addresses of all sockets."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with (
        socket.create_connection(address, timeout=5) as alice,
        socket.create_connection(address, timeout=5) as bob,
        listener.accept()[0] as first,
        listener.accept()[0] as second,
    ):
        sockets = {listener.fileno(), first.fileno(), second.fileno()}
        print("the server holds", len(sockets), "sockets")
        local = {s.getsockname() for s in (listener, first, second)}
        print("they share", len(local), "local address")

        peers = [first.getpeername(), second.getpeername()]
        print("the first came first:", peers[0] == alice.getsockname())
        print("the second came next:", peers[1] == bob.getsockname())
