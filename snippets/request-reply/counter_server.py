"""To copy. Count for clients that may ask twice, and count once.

Serves until Ctrl-C.
"""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost

ADDRESS = ("127.0.0.1", 25500)
# Short requests keep the total short: an answer much longer than
# its question could be turned against others.
ID, REQUEST_LIMIT = 8, 32
KEPT = 1000  # so many answers, the newest ones

total = 0
answers = {}  # by the id of the request; the oldest first


def work(request):
    """Whatever must not be done twice: here, add a number."""
    global total
    total += int(request)
    return str(total).encode()


def answer(datagram):
    """The reply to a request; None to what is none."""
    if not ID < len(datagram) <= REQUEST_LIMIT:
        return None
    request_id, request = datagram[:ID], datagram[ID:]
    if request_id not in answers:
        try:
            result = work(request)
        except ValueError:
            return request_id + b"not a number"
        if len(answers) >= KEPT:
            del answers[next(iter(answers))]
        answers[request_id] = result
    return request_id + answers[request_id]


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.bind(ADDRESS)
    print("waiting on 127.0.0.1:25500")
    while True:
        try:
            # As large as any, so that none is cut or refused.
            datagram, client = sock.recvfrom(65535)
            if reply := answer(datagram):
                sock.sendto(reply, client)
        except OSError as error:
            # On Windows also: an earlier client has gone.
            print("one request lost:", error)
