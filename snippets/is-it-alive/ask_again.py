"""Use a kept connection; where it has ended, open a new one."""

import socket
from concurrent.futures import ThreadPoolExecutor


def serve(listener, visits):
    """Answer one question a connection, then close it."""
    questions = []
    for _ in range(visits):
        conn, _ = listener.accept()
        conn.settimeout(5)
        with conn:
            question = conn.recv(1024)
            questions.append(question)
            conn.sendall(question.upper())
    return questions


def ask(sock, question):
    sock.sendall(question)
    answer = sock.recv(1024)
    if not answer:
        raise ConnectionError("the stream ended before the answer")
    return answer


with (
    socket.create_server(("127.0.0.1", 0)) as listener,
    ThreadPoolExecutor() as pool,
):
    listener.settimeout(5)
    address = listener.getsockname()
    served = pool.submit(serve, listener, visits=3)
    sock = socket.create_connection(address, timeout=5)
    for question in b"a", b"b", b"c":
        # No look beforehand: the attempt itself is the test.
        try:
            answer = ask(sock, question)
        except ConnectionError:
            print("the kept connection is of no use any more")
            sock.close()
            sock = socket.create_connection(address, timeout=5)
            answer = ask(sock, question)
        print(question, "->", answer)
    sock.close()
    print("the server was asked", served.result(5))
