"""Send to somebody who does not read yet, by UDP and by path.

Linux only: a full queue is another error on other systems.
"""

import os
import socket
import tempfile

MESSAGES = [b"%06d" % number * 100 for number in range(2000)]


def send_all(sender, address):
    """Send as many as are taken."""
    for number, message in enumerate(MESSAGES):
        try:
            sender.sendto(message, address)
        except OSError as error:
            print("  send fails:", type(error).__name__)
            return number
    print("  no send fails")
    return len(MESSAGES)


def count(receiver):
    """How many have arrived, and whether in order and without gap."""
    arrived = []
    try:
        while True:
            arrived.append(receiver.recv(1000))
    except BlockingIOError:
        return len(arrived), arrived == MESSAGES[:len(arrived)]


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "name")
    for family, address in ((socket.AF_INET, ("127.0.0.1", 0)),
                            (socket.AF_UNIX, path)):
        with (
            socket.socket(family, socket.SOCK_DGRAM) as receiver,
            socket.socket(family, socket.SOCK_DGRAM) as sender,
        ):
            receiver.bind(address)
            receiver.setblocking(False)
            sender.setblocking(False)
            print(family.name)
            sent = send_all(sender, receiver.getsockname())
            arrived, in_order = count(receiver)
            print("  all that was sent has arrived:", arrived == sent)
            print("  without a gap:", in_order)
            sender.sendto(b"again", receiver.getsockname())
            print("  after reading, send works:", receiver.recv(1000))
