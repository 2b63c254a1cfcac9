"""Ask one question, with one deadline for all of it. To copy."""

import socket
import sys
import time

ADDRESS = ("127.0.0.1", 25620)
PATIENCE = 10  # seconds for connecting, sending and reading
LIMIT = 1024  # bytes of an answer


def ask(address, question, patience):
    deadline = time.monotonic() + patience

    def left():
        """How long the next call may wait."""
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the deadline has passed")
        return seconds

    with socket.create_connection(address, left()) as sock:
        sock.settimeout(left())
        sock.sendall(question + b"\n")
        answer = b""
        while b"\n" not in answer:
            if len(answer) > LIMIT:
                raise ValueError("the answer is too long")
            sock.settimeout(left())
            piece = sock.recv(LIMIT + 1 - len(answer))
            if not piece:
                raise EOFError("the server ended inside its answer")
            answer += piece
    return answer.partition(b"\n")[0]


try:
    print("answer:", ask(ADDRESS, b"what time is it", PATIENCE))
except (OSError, EOFError, ValueError) as error:
    sys.exit(f"no answer: {error}")
