"""Close a socket in six situations; print what its kernel sends.

Linux only, as root: it opens a packet socket on the loopback.
"""

import ctypes
import select
import socket
import struct
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

IPV4, FIN, RST = 0x0800, 0x01, 0x04
held = []


def sent(sniffer, port):
    """How this port ended its side of the connection, so far."""
    while True:
        try:
            packet = sniffer.recv(65535)
        except TimeoutError:
            return "nothing"
        # The TCP header begins where the IP header, whose length in
        # words of 4 bytes is in its first byte, ends.
        header = packet[(packet[0] & 15) * 4:]
        source, flags = int.from_bytes(header[:2]), header[13]
        if source == port and flags & (FIN | RST):
            return "FIN" if flags & FIN else "RST"


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
        # Linger: on, and for zero seconds. See socket(7).
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)),
    "dup": lambda conn: held.append(conn.dup()),
    "makefile": lambda conn: held.append(conn.makefile()),
    "shutdown": lambda conn: conn.shutdown(socket.SHUT_WR),
    "close": lambda conn: conn.close(),
}

for names in ("read, close", "close", "read, linger zero, close",
              "read, dup, close", "read, dup, shutdown, close",
              "read, makefile, close"):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        client = socket.create_connection(address, timeout=5)
        conn, _ = listener.accept()
    with client, conn, socket.socket(
        socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(IPV4)
    ) as sniffer:
        sniffer.bind(("lo", IPV4))
        sniffer.settimeout(0.2)
        client.sendall(b"x")
        # Wait until the byte has arrived, whoever reads it.
        select.select([conn], [], [], 5)
        for name in names.split(", "):
            STEPS[name](conn)
        print(f"{names}: {sent(sniffer, address[1])}")
        print("   client:", noticed(client))
for one in held:
    one.close()
