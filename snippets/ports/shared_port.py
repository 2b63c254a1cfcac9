"""Linux only: two sockets share one UDP port with SO_REUSEPORT."""

import errno
import select
import socket


def udp_socket(address, shared):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sock.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEPORT, shared)
        sock.bind(address)
    except OSError:
        sock.close()
        raise
    return sock


for shared in (False, True):
    print("SO_REUSEPORT:", shared)
    with udp_socket(("127.0.0.1", 0), shared) as first:
        address = first.getsockname()
        try:
            second = udp_socket(address, shared)
        except OSError as error:
            print("   the second socket:", errno.errorcode[error.errno])
            continue
        with second:
            # Each sender has a port of its own, and so its own place
            # in the kernel's choice between the two sockets.
            for number in range(100):
                with socket.socket(socket.AF_INET,
                                   socket.SOCK_DGRAM) as sender:
                    sender.sendto(b"?", address)  # one byte

            counts = {first: 0, second: 0}
            while sum(counts.values()) < 100:
                ready, _, _ = select.select(counts, [], [], 10)
                if not ready:
                    break
                for sock in ready:
                    counts[sock] += len(sock.recv(10))
            print("   bytes received:", sum(counts.values()))
            print("   each socket got some:",
                  min(counts.values()) > 0)
