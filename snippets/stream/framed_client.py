"""Send three messages, each behind its length."""

import socket
import struct


def send_message(sock, message):
    # "!I": four bytes, the most significant first.
    sock.sendall(struct.pack("!I", len(message)) + message)


address = ("127.0.0.1", 25131)
with (
    socket.create_connection(address, timeout=10) as first,
    socket.create_connection(address, timeout=10) as second,
):
    for message in (b"milk", b"bread", b"eggs"):
        send_message(second, message)
    second.shutdown(socket.SHUT_WR)
    print("the second client has sent 3 messages")

    # Only now does the server finish with its first client.
    send_message(first, b"tea")
    print("the first client has sent 1 message")
