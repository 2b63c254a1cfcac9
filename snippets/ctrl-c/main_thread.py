"""Ctrl-C interrupts the main thread, and no other one.

Not on Windows: there no signal is sent to a single thread.
"""

import signal
import socket
import threading

MAIN = threading.get_ident()
# A shell may have started this program with Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)


def press_ctrl_c():
    signal.pthread_kill(MAIN, signal.SIGINT)


def receive(sock):
    print("worker: recv returned", sock.recv(1024))
    finished.set()


finished = threading.Event()
near, far = socket.socketpair()
with near, far:
    worker = threading.Thread(target=receive, args=[near])
    worker.start()
    threading.Timer(0.5, press_ctrl_c).start()
    try:
        finished.wait()
    except KeyboardInterrupt:
        print("main: KeyboardInterrupt")
    print("main: the worker has finished:", finished.wait(0.5))
    # It waits for its peer, so end the stream under it.
    near.shutdown(socket.SHUT_RDWR)
    worker.join()
print("main: the worker has finished:", finished.is_set())
