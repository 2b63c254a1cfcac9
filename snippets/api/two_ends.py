"""Look at the two ends of a conversation: one socket each."""

import socket


def examine(name, one, other):
    print(name)
    with one, other:
        one.setblocking(False)
        other.settimeout(5)
        one.sendall(b"x")
        # What goes in at one end comes out at the other only.
        try:
            print("   own end:  ", one.recv(1024))
        except BlockingIOError:
            print("   own end:   nothing to read")
        print("   other end:", other.recv(1024))
        one.close()
        print("   other end:", other.recv(1024), "after one closed")


examine("a socket pair", *socket.socketpair())

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=5)
    server, _ = listener.accept()
examine("a TCP connection", client, server)
