"""Look a host up, and wait no longer than you want to."""

import queue
import socket
import threading


def look_up(host, port, timeout):
    """Return what getaddrinfo returns, or raise what it raises.

    TimeoutError if that takes too long. The thread then lives until
    the resolver gives up; a daemon keeps no program from ending.
    """
    answers = queue.SimpleQueue()

    def ask():
        try:
            answers.put(socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError(f"{host}: no answer yet") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


if __name__ == "__main__":
    for *_, address in look_up("127.0.0.1", 80, timeout=5):
        print(address)
    try:
        look_up("a..b", 80, timeout=5)
    except UnicodeError:
        print("UnicodeError, as without a thread")

    # A stand-in for a resolver that takes its time.
    answer = threading.Event()
    socket.getaddrinfo = lambda *_, **__: answer.wait(5)
    try:
        look_up("slow.example", 80, timeout=0.1)
    except TimeoutError as error:
        print("TimeoutError:", error)
    _, thread = threading.enumerate()  # the one that still waits
    answer.set()
    thread.join()
