"""Sums for many clients, in one thread that waits in select.

Naive. Broken by: endless, slow reader. Serves until Ctrl-C.
"""

import select
import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
buffers = {}  # of each client, the line that it has begun


def answer(line):
    try:
        return b"%d\n" % sum(int(word) for word in line.split())
    except ValueError:
        return b"numbers, please\n"


def serve(sock):
    """Do what a socket is ready for: take a client, or its bytes."""
    if sock is listener:
        conn, _ = listener.accept()
        buffers[conn] = b""
        return
    try:
        piece = sock.recv(1024)
        *lines, buffers[sock] = (buffers[sock] + piece).split(b"\n")
        for line in lines:
            sock.sendall(answer(line))
    except OSError:
        piece = b""
    if not piece:
        del buffers[sock]
        sock.close()


with socket.create_server(("127.0.0.1", 25720)) as listener:
    print("waiting on 127.0.0.1:25720")
    while True:
        readable, _, _ = select.select([listener, *buffers], [], [])
        for sock in readable:
            serve(sock)
