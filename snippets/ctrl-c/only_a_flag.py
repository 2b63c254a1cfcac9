"""A handler that only sets a flag does not end accept.

Not on Windows: there no signal is sent to a single thread.
"""

import signal
import socket
import threading

MAIN = threading.get_ident()
stop = False


def press_ctrl_c():
    signal.pthread_kill(MAIN, signal.SIGINT)


def remember(number, frame):
    global stop
    stop = True
    print("handler: stop =", stop)


signal.signal(signal.SIGINT, remember)
with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.settimeout(2)  # or this program would never end
    threading.Timer(0.5, press_ctrl_c).start()
    try:
        while not stop:
            print("accept")
            listener.accept()[0].close()
        print("the loop has seen the flag")
    except TimeoutError:
        print("accept waited on, until its time-out")
