"""Ask a clock for the time as NTP does: one datagram each way."""

import socket
import struct
import threading
import time

# NTP counts seconds since 1900, Unix since 1970; both in UTC.
EPOCHS_APART = 2_208_988_800
WRONG_BY = 3600  # the server's clock is an hour fast
CLIENT, SERVER = 3, 4  # the lowest three bits of the first byte
VERSION = 4 << 3  # the next three
STRATUM = 1  # a clock with a source of its own; 0 would be invalid


def pack_time(seconds):
    """64 bits: the seconds, and 2**32nds of one."""
    return int((seconds + EPOCHS_APART) * 2 ** 32).to_bytes(8, "big")


def unpack_time(data):
    return int.from_bytes(data, "big") / 2 ** 32 - EPOCHS_APART


def serve_once(sock):
    request, peer = sock.recvfrom(1024)
    came = pack_time(time.time() + WRONG_BY)
    reply = struct.pack("!BB22x", VERSION | SERVER, STRATUM)
    # The client's time of sending goes back as it came: the id.
    reply += request[40:48]
    left = pack_time(time.time() + WRONG_BY)
    sock.sendto(reply + came + left, peer)


with (
    socket.socket(type=socket.SOCK_DGRAM) as server,
    socket.socket(type=socket.SOCK_DGRAM) as client,
):
    server.bind(("127.0.0.1", 0))
    for sock in server, client:
        sock.settimeout(5)
    thread = threading.Thread(target=serve_once, args=[server])
    thread.start()

    client.connect(server.getsockname())
    sent = pack_time(time.time())
    client.send(struct.pack("!B39x", VERSION | CLIENT) + sent)
    reply = client.recv(1024)
    back = time.time()
    thread.join()

    print("bytes in each datagram:", len(reply))
    print("the answer to our question:", reply[24:32] == sent)
    came, left = unpack_time(reply[32:40]), unpack_time(reply[40:48])
    # If both ways took equally long, that cancels out.
    offset = ((came - unpack_time(sent)) + (left - back)) / 2
    print(f"our clock is slow by {offset:.0f} seconds")
