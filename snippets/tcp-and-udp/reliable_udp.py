"""Make UDP reliable: number, acknowledge, repeat, drop duplicates."""

import socket
import threading

WORDS = [b"every", b"third", b"datagram", b"is", b"lost"]
STOP = b""


def relay(sock, ends):
    """Pass on two of three datagrams, each way."""
    counts = {end: 0 for end in ends}
    while (packet := sock.recvfrom(1024))[0] != STOP:
        data, source = packet
        counts[source] += 1
        if counts[source] % 3:
            sock.sendto(data, ends[1 - ends.index(source)])


def receive(sock, delivered, duplicates):
    # The last ACK may be lost too: stay until told to stop.
    while (packet := sock.recvfrom(1024))[0] != STOP:
        data, source = packet
        number, word = data[0], data[1:]
        new = number == len(delivered)
        (delivered if new else duplicates).append(word)
        sock.sendto(bytes([number]), source)


def send(sock, number, word, address):
    """Send until acknowledged; return how often that was."""
    for attempt in range(1, 11):
        sock.sendto(bytes([number]) + word, address)
        try:
            # Pass over a late ACK of an earlier word.
            while sock.recv(1024)[0] != number:
                pass
            return attempt
        except TimeoutError:
            continue
    raise TimeoutError(f"no acknowledgement of {number}")


with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as middle,
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
):
    for sock, seconds in (sender, 0.2), (middle, 10), (receiver, 10):
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(seconds)
    ends = [sender.getsockname(), receiver.getsockname()]
    got = [], []
    threads = [
        threading.Thread(target=relay, args=[middle, ends]),
        threading.Thread(target=receive, args=[receiver, *got]),
    ]
    for thread in threads:
        thread.start()
    sent = sum(
        send(sender, number, word, middle.getsockname())
        for number, word in enumerate(WORDS)
    )
    for sock, thread in zip((middle, receiver), threads):
        sender.sendto(STOP, sock.getsockname())
        thread.join()

delivered, duplicates = got
print("delivered:", b" ".join(delivered))
print("all, once, in order:", delivered == WORDS)
print("more datagrams sent than words:", sent > len(WORDS))
print("some arrived twice:", len(duplicates) > 0)
