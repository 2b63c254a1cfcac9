"""Send more than the peer has room for, then close in three ways.

Not on Windows, where all of it may be taken at once.
"""

import select
import socket
import struct

LINGER_ZERO = struct.pack("ii", 1, 0)  # on, and for zero seconds


def connect():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        sender = socket.create_connection(address, timeout=10)
        reader, _ = listener.accept()
    reader.settimeout(10)
    return sender, reader


def fill(sender):
    """Send until nothing moves any more; how many bytes it took."""
    sender.setblocking(False)
    sent = 0
    while select.select([], [sender], [], 0.5)[1]:
        sent += sender.send(bytes(65536))
    return sent


def read_all(reader):
    """How many bytes came, and what came after the last of them."""
    came = 0
    try:
        while data := reader.recv(65536):
            came += len(data)
        return came, "end of stream"
    except ConnectionResetError as error:
        return came, type(error).__name__


for way in "close", "linger zero, close", "a byte unread, close":
    sender, reader = connect()
    with sender, reader:
        sent = fill(sender)
        if way.startswith("linger"):
            sender.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, LINGER_ZERO)
        if way.startswith("a byte"):
            reader.sendall(b"?")
            select.select([sender], [], [], 10)
        sender.close()
        came, last = read_all(reader)
        print(f"{way}:")
        print(f"  all arrived: {came == sent}, then {last}")
