"""Pass on what one client sends, and what the server answers."""

import signal
import socket
import threading

SERVER = ("127.0.0.1", 25351)
signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it


def copy(name, source, sink):
    """Pass on one direction, to its end."""
    count = 0
    try:
        while data := source.recv(4096):
            sink.sendall(data)
            count += len(data)
        print(f"{name}: {count} bytes passed on")
        sink.shutdown(socket.SHUT_WR)
    except OSError as error:
        print(f"{name}: gave up after {count} bytes: {error}")


with socket.create_server(("127.0.0.1", 25352)) as listener:
    print("waiting on 127.0.0.1:25352")
    near, _ = listener.accept()
    near.settimeout(5)  # so long may one side be silent
    with near, socket.create_connection(SERVER, 5) as far:
        # A thread for each direction, so that neither has to wait
        # for the other to end.
        back = threading.Thread(
            target=copy, args=("server to client", far, near))
        back.start()
        copy("client to server", near, far)
        back.join()
