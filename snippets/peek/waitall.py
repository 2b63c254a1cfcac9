"""Ask for six bytes with MSG_WAITALL, in five situations.

Not on Windows, which has no such signals.
"""

import select
import signal
import socket
from threading import Thread, main_thread

ALL = socket.MSG_WAITALL


def ask(situation, meanwhile=None, limit=None):
    """Three bytes are there and recv wants six; meanwhile..."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sender = socket.create_connection(listener.getsockname())
        reader, _ = listener.accept()
    with sender, reader:
        reader.settimeout(limit)
        sender.sendall(b"abc")
        select.select([reader], [], [], 10)  # they have come
        if meanwhile:
            other = Thread(target=meanwhile, args=[sender, reader])
            other.start()
        try:
            print(f"{situation}:", reader.recv(6, ALL))
        except KeyboardInterrupt:
            sender.sendall(b"defghi")
            print(f"{situation}: then", reader.recv(6, ALL))
        if meanwhile:
            other.join()


def more(sender, reader):
    sender.sendall(b"def")


def the_end(sender, reader):
    sender.shutdown(socket.SHUT_WR)


def interrupt(sender, reader):
    # Wait until recv has taken the three bytes, and wants more.
    while select.select([reader], [], [], 0)[0]:
        pass
    signal.pthread_kill(main_thread().ident, signal.SIGUSR1)


ask("three more come", more)
ask("the stream ends", the_end)
ask("settimeout(10)", limit=10)
signal.signal(signal.SIGUSR1, lambda number, frame: None)
ask("a signal", interrupt)
# What Python does at Ctrl-C: it raises KeyboardInterrupt.
signal.signal(signal.SIGUSR1, signal.default_int_handler)
ask("a signal whose handler raises", interrupt)
