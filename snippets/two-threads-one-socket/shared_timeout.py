"""One thread sets a time-out for its send; another only reads."""

import socket
import threading

go_on = threading.Event()


def read(sock):
    print("reader:", sock.recv(1))
    sock.sendall(b"!")
    go_on.wait()
    try:
        print("reader:", sock.recv(1))
    except OSError as error:
        print(f"reader: {type(error).__name__}: {error}")


near, far = socket.socketpair()
with near, far:
    near.settimeout(None)
    far.settimeout(10)
    reader = threading.Thread(target=read, args=[near])
    reader.start()
    far.sendall(b"1")
    far.recv(1)
    print("writer: at most 0.2 s for this send")
    near.settimeout(0.2)
    near.sendall(b"x")
    go_on.set()
    reader.join()
