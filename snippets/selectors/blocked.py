"""Wrong on purpose: sendall in a loop that serves everybody."""

import selectors
import socket
import threading


def serve():
    """Echo, for all clients in one thread, until the listener ends."""
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is listener:
                    conn, _ = listener.accept()
                    selector.register(conn, selectors.EVENT_READ)
                elif data := key.fileobj.recv(65536):
                    key.fileobj.sendall(data)
                else:
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
                    if len(selector.get_map()) == 1:
                        return


def ask(seconds):
    good.settimeout(seconds)
    try:
        return good.recv(1024)
    except TimeoutError:
        return "no answer"


with socket.create_server(("127.0.0.1", 0)) as listener:
    server = threading.Thread(target=serve)
    server.start()
    address = listener.getsockname()
    with (
        socket.create_connection(address, timeout=10) as good,
        socket.create_connection(address, timeout=0.5) as greedy,
    ):
        try:
            while True:
                greedy.send(bytes(65536))  # as much as fits
        except TimeoutError:
            print("greedy sends, and reads nothing")
        good.sendall(b"x")
        print("good, meanwhile:", ask(0.5))
        greedy.shutdown(socket.SHUT_WR)
        greedy.settimeout(10)
        while greedy.recv(65536):
            pass
        print("good, when greedy has read:", ask(10))
    server.join()
