"""Close a socket in five situations; print what its kernel sends.

Linux only, as root: it opens a packet socket on the loopback.
"""

import select
import socket
import struct

IPV4, FIN, RST = 0x0800, 0x01, 0x04
duplicates = []


def sent(sniffer, port):
    """How this port ended its side of the connection, so far."""
    while True:
        try:
            packet = sniffer.recv(65535)
        except TimeoutError:
            return "nothing"
        header = packet[(packet[0] & 15) * 4:]
        if int.from_bytes(header[:2]) == port:
            if header[13] & (FIN | RST):
                return "FIN" if header[13] & FIN else "RST"


def noticed(client):
    """What the other end learns from it."""
    if not select.select([client], [], [], 0.2)[0]:
        return "recv would wait"
    try:
        return f"recv returns {client.recv(1024)}"
    except ConnectionResetError as error:
        return f"recv raises {type(error).__name__}"


STEPS = {
    "read": lambda conn: conn.recv(1024),
    "linger zero": lambda conn: conn.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)),
    "dup": lambda conn: duplicates.append(conn.dup()),
    "shutdown": lambda conn: conn.shutdown(socket.SHUT_WR),
    "close": lambda conn: conn.close(),
}

for names in ("read, close", "close", "read, linger zero, close",
              "read, dup, close", "read, dup, shutdown, close"):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=5)
        conn, _ = listener.accept()
    with client, conn, socket.socket(
        socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
    ) as sniffer:
        sniffer.bind(("lo", IPV4))
        sniffer.settimeout(0.2)
        client.sendall(b"data")
        # Wait until the data has arrived, whoever reads it.
        select.select([conn], [], [], 5)
        for name in names.split(", "):
            STEPS[name](conn)
        print(f"{names}: {sent(sniffer, address[1])}")
        print("   client:", noticed(client))
for conn in duplicates:
    conn.close()
