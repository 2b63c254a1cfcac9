"""Time the three phases of a request, on its first and second try."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

SLOW = 0.5  # seconds


def phases(host, port):
    """How long the look-up, the connection and the answer took."""
    times = [time.monotonic()]
    family, kind, *_, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM)[0]
    times.append(time.monotonic())
    with socket.socket(family, kind) as sock:
        sock.settimeout(10)
        sock.connect(address)
        times.append(time.monotonic())
        sock.sendall(b"?")
        sock.recv(1024)
        times.append(time.monotonic())
    return [end - start for start, end in zip(times, times[1:])]


def serve(listener, loaded):
    """Answer two clients; what the answer needs is loaded late."""
    for _ in range(2):
        conn, _ = listener.accept()
        conn.settimeout(5)
        with conn:
            conn.recv(1024)
            loaded.wait(5)  # the Timer below sets it
            conn.sendall(b"!")


with (
    socket.create_server(("127.0.0.1", 0)) as listener,
    ThreadPoolExecutor() as pool,
):
    host, port = listener.getsockname()
    loaded = threading.Event()
    served = pool.submit(serve, listener, loaded)
    threading.Timer(1, loaded.set).start()
    print("          look-up  connect  answer")
    for title in "first", "second":
        words = ["slow" if seconds > SLOW else "fast"
                 for seconds in phases(host, port)]
        print("{:10}{:9}{:9}{}".format(title, *words))
    served.result(5)
