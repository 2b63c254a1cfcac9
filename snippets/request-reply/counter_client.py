"""To copy. Ask over UDP, and ask again until the answer comes."""

import random
import secrets
import socket
import time

SERVER = ("127.0.0.1", 25500)
ID, TRIES = 8, 4


def ask(sock, request, pause=1.0):
    """Return the answer; TimeoutError after 15 to 22.5 seconds."""
    request_id = secrets.token_bytes(ID)
    # Not the pause of everybody else who has lost the server now.
    pause *= random.uniform(1, 1.5)
    for _ in range(TRIES):
        reply = try_once(sock, request_id, request, pause)
        if reply is not None:
            return reply
        pause *= 2
    raise TimeoutError(f"no answer to {TRIES} requests")


def try_once(sock, request_id, request, seconds):
    """Send, and wait for the answer with that id, or return None."""
    deadline = time.monotonic() + seconds
    sent = False
    while (left := deadline - time.monotonic()) > 0:
        sock.settimeout(left)
        try:
            if not sent:
                sock.send(request_id + request)
                sent = True
            reply = sock.recv(65535)
        except TimeoutError:
            break
        except ConnectionError:
            # Nobody was there; somebody may come back.
            continue
        if reply[:ID] == request_id:
            return reply[ID:]
    return None


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    # From here on, the kernel lets in what this server sends.
    sock.connect(SERVER)
    for number in 20, 20, 2:
        print(f"{number} more makes", int(ask(sock, b"%d" % number)))
