"""Three waits of one client, each with a time-out of its own.

Linux only: elsewhere a full queue may refuse the connection.
"""

import socket
from concurrent.futures import ThreadPoolExecutor

CONNECT, ANSWER, IDLE = 0.5, 0.8, 1.1


def visit(address):
    """Ask for news, and listen for more until the server ends."""
    waiting_for = f"a connection, {CONNECT} s"
    try:
        with socket.create_connection(address, CONNECT) as sock:
            waiting_for = f"the first answer, {ANSWER} s"
            sock.settimeout(ANSWER)
            sock.sendall(b"?")
            data = sock.recv(1024)

            waiting_for = f"more news, {IDLE} s"
            sock.settimeout(IDLE)
            while data:
                print("   received", data)
                data = sock.recv(1024)
            print("   the server has ended")
    except TimeoutError:
        print("   gave up waiting for", waiting_for)


def serve(listener, news, stays):
    """Send the news to one client; stay until it leaves, or not."""
    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn:
        conn.recv(1)
        for item in news:
            conn.sendall(item)
        if stays:
            conn.recv(1)  # returns when the client has gone


with ThreadPoolExecutor() as pool:
    print("a server with a full queue")
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        with socket.create_connection(address, 5):  # takes the place
            visit(address)
    for title, news, stays in (
        ("a server that says nothing", [], True),
        ("a server that falls silent", [b"A"], True),
        ("a server that ends", [b"B"], False),
    ):
        print(title)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            served = pool.submit(serve, listener, news, stays)
            visit(listener.getsockname())
            served.result(5)
