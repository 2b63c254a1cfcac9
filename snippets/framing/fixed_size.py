"""Messages of a fixed size: eight bytes each, filled with blanks."""

import socket

SIZE = 8


def send_message(sock, text):
    data = text.encode()
    if len(data) > SIZE:
        raise ValueError(f"{text!r} has {len(data)} bytes, not {SIZE}")
    sock.sendall(data.ljust(SIZE))


def recv_message(sock):
    """Return the next message, or None after the last one."""
    data = b""
    while len(data) < SIZE:
        # Never ask for more: it would belong to the next message.
        piece = sock.recv(SIZE - len(data))
        if not piece and not data:
            return None
        if not piece:
            raise EOFError(f"the end came after {data}")
        data += piece
    return data.decode().rstrip(" ")


left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    send_message(left, "pay 100")
    send_message(left, "pay 250")
    for text in "pay 1000", "pay 10000":
        try:
            send_message(left, text)
        except ValueError as error:
            print("not sent:", error)
    left.sendall(b"pay")
    left.shutdown(socket.SHUT_WR)
    try:
        while (message := recv_message(right)) is not None:
            print("message:", message)
    except EOFError as error:
        print("EOFError:", error)
