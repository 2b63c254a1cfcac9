"""What makes a socket readable, and what recv says then."""

import select
import socket
import struct

RESET_AT_CLOSE = struct.pack("ii", 1, 0)  # struct linger: on, 0 s
MOMENT, LONG = 0.2, 10  # seconds: for nothing, and for something


def look(title, sock, seconds=LONG):
    readable, _, _ = select.select([sock], [], [], seconds)
    print(f"{title:<12} readable: {bool(readable)!s:<6}", end="")


def receive(sock):
    try:
        print("recv:", sock.recv(1024))
    except OSError as error:
        print("recv:", type(error).__name__)


with socket.create_server(("127.0.0.1", 0)) as listener:
    look("no client", listener, MOMENT)
    print()
    peers = [socket.create_connection(listener.getsockname(), 5)
             for _ in range(2)]
    look("a client", listener)
    print("accept: a connection")
    conn, other = [listener.accept()[0] for _ in peers]

with conn, other:
    look("nothing", conn, MOMENT)
    print()
    peers[0].sendall(b"x")
    look("a byte", conn)
    receive(conn)
    peers[0].close()
    look("the end", conn)
    receive(conn)
    peers[1].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                        RESET_AT_CLOSE)
    peers[1].close()
    look("a reset", other)
    receive(other)
