"""Handle SIGTERM in a server that runs in another thread.

Not on Windows: there SIGTERM is not sent.
"""

import signal
import threading


def serve():
    try:
        signal.signal(signal.SIGTERM, print)
    except ValueError as error:
        print("another thread:", error)


def stop(number, frame):
    thread = threading.current_thread()
    print("the main thread calls the handler:",
          thread is threading.main_thread())


signal.signal(signal.SIGTERM, stop)
server = threading.Thread(target=serve)
server.start()
server.join()

# A signal that any thread gets is still handled in the main one.
other = threading.Thread(
    target=lambda: signal.pthread_kill(
        threading.get_ident(), signal.SIGTERM))
other.start()
other.join()
