"""Three calls that cannot go on now, and what they wait for.

Linux only: other systems have other numbers.
"""

import select
import socket


def attempt(name, call, *arguments):
    try:
        call(*arguments)
    except BlockingIOError as error:
        print(f"  {name}: {error}")


def fill(sock):
    while True:
        # It takes what there is room for, until there is none.
        sock.send(bytes(100_000))


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    listener.setblocking(False)
    print("nobody has connected:")
    attempt("accept", listener.accept)
    with socket.create_connection(address, timeout=5) as client:
        select.select([listener], [], [], 5)
        conn, _ = listener.accept()
        print("after select: accepted")
        with conn:
            conn.setblocking(False)
            print("nothing has arrived:")
            attempt("recv", conn.recv, 1)
            client.sendall(b"x")
            select.select([conn], [], [], 5)
            print("after select:", conn.recv(1))

            print("nobody reads:")
            attempt("send, again and again", fill, conn)
