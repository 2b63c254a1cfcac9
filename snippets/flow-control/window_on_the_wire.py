"""Watch the receive window on the wire close and open again.

Linux only, as root: it opens a packet socket on the loopback.
"""

import select
import socket
import struct

IPV4, PORT = 0x0800, 25320
sniffer = socket.socket(
    socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
)
sniffer.bind(("lo", IPV4))


def next_from(side, seconds=10):
    """The next segment of one side: bytes of data, and the window."""
    sniffer.settimeout(seconds)
    while True:
        packet, (_, _, kind, *_) = sniffer.recvfrom(65535)
        header = packet[(packet[0] & 15) * 4:]
        source, window = struct.unpack("!H12xH", header[:16])
        who = "reader" if source == PORT else "sender"
        # The loopback shows each packet twice: going out, coming in.
        if who == side and kind != socket.PACKET_OUTGOING:
            return len(header) - (header[12] >> 4) * 4, window


def latest_window():
    """The window in the last segment of the reader so far."""
    window = None
    try:
        while True:
            _, window = next_from("reader", 0.1)
    except TimeoutError:
        return window


with sniffer, socket.create_server(("127.0.0.1", PORT)) as listener:
    # A small buffer, which accepted sockets inherit.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    address = listener.getsockname()
    sender = socket.create_connection(address, timeout=10)
    reader, _ = listener.accept()
    with sender, reader:
        print("connected: the window is open:", latest_window() > 0)

        sender.setblocking(False)
        while select.select([], [sender], [], 0.2)[1]:
            sender.send(bytes(65536))
        print("nobody reads: the window fell to", latest_window())

        size, _ = next_from("sender")
        print(f"  the sender asks with {size} bytes of data")
        _, window = next_from("reader")
        print(f"  the reader answers: window {window}")

        reader.setblocking(False)
        try:
            while True:
                reader.recv(65536)
        except BlockingIOError:
            pass
        print("the program has read: the window is open:",
              latest_window() > 0)
