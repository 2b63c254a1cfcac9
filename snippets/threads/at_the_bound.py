"""Two places and three clients: three ways to treat the third."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

PLACES = 2
CLIENTS = 3


def serve(conn, free):
    try:
        with conn:
            conn.sendall(b"welcome\n")
            conn.recv(1024)  # until the client goes
    finally:
        free.release()  # also after an error


def accept(listener, pool, way):
    free = threading.Semaphore(PLACES)  # counts free places
    for _ in range(CLIENTS):
        if way == "wait":
            free.acquire()
        conn, _ = listener.accept()
        accepted.append(conn)
        if way == "refuse" and not free.acquire(blocking=False):
            with conn:
                conn.sendall(b"too many\n")
        else:
            # The pool has PLACES threads, and a queue for the rest.
            pool.submit(serve, conn, free)


def hear(sock):
    with sock.makefile("rb") as lines:
        try:
            return lines.readline(100)
        except TimeoutError:
            return "nothing"


for way in "wait", "refuse", "pool alone":
    accepted = []
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        ThreadPoolExecutor(PLACES) as pool,
        ThreadPoolExecutor() as acceptor,
        ExitStack() as stack,
    ):
        accepting = acceptor.submit(accept, listener, pool, way)
        clients = [stack.enter_context(socket.create_connection(
            listener.getsockname(), 10)) for _ in range(CLIENTS)]
        print(way)
        for client in clients[:PLACES]:
            print("   in its place:", hear(client))
        if way != "refuse":
            clients[-1].settimeout(0.3)
        print("   the third hears", hear(clients[-1]))
        if way != "wait":  # then it ends by itself
            accepting.result(10)
        print("   clients accepted:", len(accepted))
