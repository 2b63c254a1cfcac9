"""Ask over UDP, and ask again until the answer comes."""

import random
import secrets
import socket
import sys
import time

SERVER = ("127.0.0.1", 25500)
ID, TRIES = 8, 4


def ask(request, pause=1.0):
    """Return the answer; TimeoutError after 15 to 22.5 seconds."""
    request_id = secrets.token_bytes(ID)
    # Not the pause of everybody else who has lost the server now.
    pause *= random.uniform(1, 1.5)
    # A socket, and so a port, for each request.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        # From here on, the kernel lets in what this server sends.
        sock.connect(SERVER)
        for _ in range(TRIES):
            reply = try_once(sock, request_id + request, pause)
            if reply is not None:
                return reply
            pause *= 2
    raise TimeoutError(f"no answer to {TRIES} requests")


def try_once(sock, datagram, seconds):
    """Send, and wait for the reply with that id, or return None."""
    deadline = time.monotonic() + seconds
    sent = False
    while (left := deadline - time.monotonic()) > 0:
        sock.settimeout(left)
        try:
            if not sent:
                sock.send(datagram)
                sent = True
            reply = sock.recv(65535)
        except TimeoutError:
            break
        except ConnectionError:
            # Nobody was there; somebody may come back.
            continue
        if reply[:ID] == datagram[:ID]:
            return reply[ID:].decode("ascii", "replace")
    return None


try:
    total = int(ask(b"0"))
    for number in 20, 20, 2:
        before, total = total, int(ask(b"%d" % number))
        print(f"{number} more: the total grew by {total - before}")
except (OSError, ValueError) as error:
    sys.exit(f"given up: {error}")
