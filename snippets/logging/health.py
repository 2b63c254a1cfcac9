"""A server that is stuck, and two checks of its health."""

import socket
import threading


def serve(listener, stuck):
    while True:
        conn, _ = listener.accept()
        try:
            with conn, conn.makefile("rb") as lines:
                while line := lines.readline(1000):
                    if line == b"hang\n":
                        stuck.wait()  # nobody gives back a lock
                    if line == b"end\n":
                        return
                    right = line == b"1 2 3\n"
                    conn.sendall(b"6\n" if right else b"?\n")
        except OSError:
            pass  # this client has left


def check_connect(patience):
    """Only connect."""
    try:
        socket.create_connection(address, patience).close()
        return "healthy"
    except OSError as error:
        return f"ill: {error}"


def check_answer(patience):
    """Ask what a client asks, and look at the answer."""
    try:
        with (
            socket.create_connection(address, patience) as sock,
            sock.makefile("rb") as answers,
        ):
            sock.sendall(b"1 2 3\n")
            answer = answers.readline(100)
        return "healthy" if answer == b"6\n" else f"ill: {answer}"
    except OSError as error:
        return f"ill: {error}"


stuck = threading.Event()
with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    thread = threading.Thread(target=serve, args=[listener, stuck])
    thread.start()
    print("well:    connect", check_connect(10))
    print("         ask    ", check_answer(10))
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(b"hang\n")
        print("stuck:   connect", check_connect(10))
        print("         ask    ", check_answer(0.5))
    stuck.set()
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(b"end\n")
        thread.join()
print("stopped: connect", check_connect(10))
print("         ask    ", check_answer(10))
