"""Cut the frames of one HTTP exchange into the Internet's four layers.

Linux only, as root: it opens a packet socket.
"""

import ctypes
import socket
import subprocess
import sys

ETH_P_IP, ETHERNET_HEADER = 0x0800, 14


def next_frame_with(text):
    while text not in (frame := wire.recv(4096)):
        pass
    return frame


def show(title, frame):
    packet = frame[ETHERNET_HEADER:]
    # IP and TCP say how long their headers are, in units of 4 bytes.
    segment = packet[(packet[0] & 15) * 4 :]
    data = segment[(segment[12] >> 4) * 4 :]
    ports = segment[:2], segment[2:4]
    to = "server" if ports[1] == port else "client"
    print(title)
    print(f"  link         {len(frame) - len(packet):3} bytes  "
          f"type {frame[12:14].hex()}")
    print(f"  internet     {len(packet) - len(segment):3} bytes  "
          f"{socket.inet_ntoa(packet[12:16])} to "
          f"{socket.inet_ntoa(packet[16:20])}")
    print(f"  transport    {len(segment) - len(data):3} bytes  "
          f"to the {to}'s port")
    print(f"  application  {len(data):3} bytes  "
          f"{data.splitlines()[0].decode()}")


if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

with (
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire,
    socket.create_server(("127.0.0.1", 0)) as listener,
):
    wire.settimeout(5)
    # Bound to one EtherType, it sees what arrives, once.
    wire.bind(("lo", ETH_P_IP))
    port = listener.getsockname()[1].to_bytes(2, "big")

    with socket.create_connection(listener.getsockname(), 5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
        show("request", next_frame_with(b"GET / HTTP"))
        conn, _ = listener.accept()
        conn.settimeout(5)
        with conn, conn.makefile("rb") as lines:
            for line in lines:
                if line == b"\r\n":
                    break
            conn.sendall(b"HTTP/1.1 200 OK\r\n"
                         b"Content-Length: 5\r\n\r\nhello")
            show("answer", next_frame_with(b"200 OK"))
        while client.recv(1024):
            pass
