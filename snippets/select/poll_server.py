"""Sums for many clients, in one thread that waits in poll.

Not on Windows. Naive. Broken by: endless, slow reader.
Serves until Ctrl-C.
"""

import select
import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
sockets, buffers = {}, {}  # by the number; the line begun


def answer(line):
    try:
        return b"%d\n" % sum(int(word) for word in line.split())
    except ValueError:
        return b"numbers, please\n"


def watch(sock):
    sockets[sock.fileno()], buffers[sock] = sock, b""
    ready.register(sock, select.POLLIN)


def serve(sock):
    """Do what a socket is ready for: take a client, or its bytes."""
    if sock is listener:
        watch(listener.accept()[0])
        return
    try:
        piece = sock.recv(1024)
        *lines, buffers[sock] = (buffers[sock] + piece).split(b"\n")
        for line in lines:
            sock.sendall(answer(line))
    except OSError:
        piece = b""
    if not piece:
        ready.unregister(sock)
        del buffers[sock], sockets[sock.fileno()]
        sock.close()


ready = select.poll()
with socket.create_server(("127.0.0.1", 25721)) as listener:
    watch(listener)
    print("waiting on 127.0.0.1:25721")
    while True:
        for number, _ in ready.poll():
            serve(sockets[number])
