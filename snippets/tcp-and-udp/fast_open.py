"""Linux only, as root: send data in the very first segment.

It needs "sysctl net.ipv4.tcp_fastopen=3": client and server.
"""

import socket

SYN, ACK = 2, 16


def data_in_syn(raw):
    """Read TCP segments up to the next SYN; return what it carries."""
    while True:
        packet = raw.recv(65535)
        segment = packet[(packet[0] & 15) * 4 :]
        if segment[13] & (SYN | ACK) == SYN:
            return segment[(segment[12] >> 4) * 4 :]


raw_tcp = (socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
with (
    socket.socket(*raw_tcp) as raw,
    socket.socket() as listener,
):
    raw.settimeout(5)
    listener.bind(("127.0.0.1", 0))
    # Up to 5 connections may have data before their handshake ends.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5)
    listener.listen()
    address = listener.getsockname()

    for attempt in ("first", "second"):
        with socket.socket() as client:
            # No connect: this call opens the connection and sends.
            client.sendto(b"hello", socket.MSG_FASTOPEN, address)
            conn, peer = listener.accept()
            with conn:
                conn.settimeout(5)
                print(f"{attempt} connection:")
                print("  the SYN carried ", data_in_syn(raw))
                print("  the server read ", conn.recv(1024))
