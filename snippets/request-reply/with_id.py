"""An id in each request, which its answer repeats, tells them apart."""

import secrets
import socket
import time

ID = 8


def send(sock, question, server):
    """Send a question, and return the id that it went with."""
    request_id = secrets.token_bytes(ID)
    sock.sendto(request_id + question, server)
    return request_id


def answer(sock):
    """Answer the question that has waited longest."""
    request, client = sock.recvfrom(1024)
    request_id, question = request[:ID], request[ID:]
    sock.sendto(request_id + b"answer to " + question, client)


def receive(sock, request_id, seconds=0.2):
    """Return the answer with that id, or None if it does not come."""
    deadline = time.monotonic() + seconds
    # Not a time-out per recv: other answers must not prolong it.
    while (left := deadline - time.monotonic()) > 0:
        sock.settimeout(left)
        try:
            reply = sock.recv(1024)
        except TimeoutError:
            break
        if reply[:ID] == request_id:
            return reply[ID:]
        print("   passed over:", reply[ID:])
    return None


with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
):
    for sock in client, server:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(5)

    request_id = send(client, b"question 1", server.getsockname())
    print("question 1:", receive(client, request_id))
    answer(server)

    for question in b"question 2", b"question 3":
        request_id = send(client, question, server.getsockname())
        answer(server)
        print(f"{question.decode()}:", receive(client, request_id))
