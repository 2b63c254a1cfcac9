"""An answer is lost, the client asks again: what does it count?"""

import socket


class Naive:
    """It does what each request says."""

    def __init__(self):
        self.total = 0

    def handle(self, request):
        self.total += 1
        return request[:1] + bytes([self.total])


class Remembering(Naive):
    """It keeps its answers, and gives the same one again."""

    def __init__(self):
        super().__init__()
        self.answers = {}

    def handle(self, request):
        request_id = request[:1]
        if request_id not in self.answers:
            self.answers[request_id] = super().handle(request)
        return self.answers[request_id]


def run(counter, client, server):
    """Three requests; the first answer to the second one is lost."""
    for request_id in 1, 2, 3:
        lost = request_id == 2
        while True:
            client.sendto(bytes([request_id]), server.getsockname())
            request, peer = server.recvfrom(1024)
            reply = counter.handle(request)
            if not lost:
                server.sendto(reply, peer)
            try:
                reply = client.recv(1024)
                break
            except TimeoutError:
                lost = False
        print(f"   request {reply[0]}: the total is {reply[1]}")


with (
    socket.socket(type=socket.SOCK_DGRAM) as client,
    socket.socket(type=socket.SOCK_DGRAM) as server,
):
    for sock, seconds in (client, 0.2), (server, 5):
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(seconds)
    for counter in Naive(), Remembering():
        print(f"{type(counter).__name__}:")
        run(counter, client, server)
