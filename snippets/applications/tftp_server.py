"""Send a file by TFTP: a block, its acknowledgement, the next block."""

import signal
import socket
import struct

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

FILE = bytes(1100)
READ, DATA, ACK = 1, 3, 4
REQUEST = struct.pack("!H", READ) + b"file\0octet\0"


def send_file(sock, peer):
    # The last block is shorter than 512 bytes, if need be empty.
    for number in range(1, len(FILE) // 512 + 2):
        block = FILE[(number - 1) * 512:number * 512]
        for attempt in range(5):
            sock.sendto(struct.pack("!HH", DATA, number) + block, peer)
            again = ", again after a time-out" if attempt else ""
            print(f"block {number}, {len(block)} bytes{again}")
            if acknowledged(sock, peer, number):
                break
        else:
            print(f"block {number}: given up")
            return


def acknowledged(sock, peer, number):
    """Wait for one ACK; an old one must not make us send again."""
    expected = struct.pack("!HH", ACK, number), peer
    try:
        while sock.recvfrom(516) != expected:
            pass
    except TimeoutError:
        return False
    return True


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as well_known:
    well_known.bind(("127.0.0.1", 25332))
    print("waiting on 127.0.0.1:25332")
    request = None
    while request != REQUEST:
        request, peer = well_known.recvfrom(516)
# Each transfer has a port of its own.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.bind(("127.0.0.1", 0))
    sock.settimeout(1)
    send_file(sock, peer)
