"""Test a function that talks to a socket, without any server."""

import asyncio
import socket


def ask(sock, question):
    """Ask in one line; the answer, or EOFError where there is none."""
    sock.sendall(question + b"\n")
    answer = b""
    while not answer.endswith(b"\n"):
        piece = sock.recv(100)
        if not piece:
            raise EOFError(f"the stream ended after {answer}")
        answer += piece
    return answer[:-1]


async def shout(reader, writer):
    """A server's side, as asyncio.start_server would call it."""
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


def test_ask():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(10)
        theirs.sendall(b"42\n")  # lies ready before the question
        assert ask(ours, b"6 x 7?") == b"42"
        with theirs.makefile("rb") as questions:
            assert questions.readline() == b"6 x 7?\n"


def test_end_inside():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(10)
        theirs.sendall(b"4")
        theirs.shutdown(socket.SHUT_WR)
        outcome = "an answer"
        try:
            ask(ours, b"6 x 7?")
        except EOFError as error:
            outcome = str(error)
        assert outcome == "the stream ended after b'4'", outcome


def test_shout():
    async def main():
        ours, theirs = socket.socketpair()
        with ours:
            ours.sendall(b"hello\n")
            await shout(*await asyncio.open_connection(sock=theirs))
            return ours.recv(100, socket.MSG_WAITALL)

    assert asyncio.run(main()) == b"HELLO\n"


for test in test_ask, test_end_inside, test_shout:
    test()
    print(test.__name__, "passed")
