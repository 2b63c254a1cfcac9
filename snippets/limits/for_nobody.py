"""A server with a long queue works for clients that have left."""

import queue
import socket
import threading

listener = socket.create_server(("127.0.0.1", 0))
jobs = queue.Queue()
begun, all_in, go_on = (threading.Event() for _ in range(3))
worked_for = []


def accept():
    """Take in whoever comes."""
    for _ in range(5):
        conn, _ = listener.accept()
        jobs.put(conn)
    all_in.set()
    jobs.put(None)


def work():
    """Serve one after the other. The first takes very long."""
    while conn := jobs.get():
        with conn:
            conn.settimeout(10)
            with conn.makefile("rb") as lines:
                name = lines.readline(100)
            begun.set()
            go_on.wait()  # the work
            worked_for.append(name.decode().strip())
            try:
                conn.sendall(b"done\n")
            except OSError:
                pass  # it has left


def ask(name, patience):
    sock = socket.create_connection(listener.getsockname(), patience)
    sock.sendall(name + b"\n")
    return sock


def hear(sock):
    with sock, sock.makefile("rb") as lines:
        try:
            return lines.readline(100)
        except TimeoutError:
            return "nothing, and leaves"


threads = [threading.Thread(target=target) for target in (accept, work)]
for thread in threads:
    thread.start()
with listener:
    anna = ask(b"anna", 10)
    begun.wait()
    for name in b"ben", b"cleo", b"dora":
        print(name.decode(), "hears", hear(ask(name, 0.2)))
    eric = ask(b"eric", 10)
    all_in.wait()
    go_on.set()
    print("anna hears", hear(anna))
    print("eric hears", hear(eric))
    for thread in threads:
        thread.join()
print("the server has worked for", *worked_for)
