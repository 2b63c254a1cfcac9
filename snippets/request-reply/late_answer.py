"""A late answer is taken for the answer to the next question."""

import socket


def answer(sock):
    """Answer the question that has waited longest."""
    question, client = sock.recvfrom(1024)
    sock.sendto(b"answer to " + question, client)


def receive(sock):
    """Wrong: it takes the next datagram for the answer."""
    try:
        return sock.recv(1024)
    except TimeoutError:
        return None


with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
):
    for sock, seconds in (client, 0.2), (server, 5):
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(seconds)

    client.sendto(b"question 1", server.getsockname())
    # The server is busy, and the client gives up.
    print("question 1:", receive(client))
    # Only now does the server get to it.
    answer(server)

    for question in b"question 2", b"question 3":
        client.sendto(question, server.getsockname())
        answer(server)
        print(f"{question.decode()}:", receive(client))
