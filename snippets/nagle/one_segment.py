"""Send a head and a body in five ways; count the segments.

Linux only: MSG_MORE, TCP_CORK and TCP_INFO are its own.
"""

import socket
import struct

# struct tcp_info of linux/tcp.h: where data_segs_out is, the number
# of segments with data so far, and how many bytes it takes to ask.
DATA_SEGS_OUT, SIZE = 156, 160


def segments(sock):
    info = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, SIZE)
    return struct.unpack_from("I", info, DATA_SEGS_OUT)[0]


def cork(on):
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, on)


def report(way):
    global seen
    # Eight bytes and no more have been sent.
    data = server.recv(8, socket.MSG_WAITALL)
    print(f"{way}: {data}, segments: {segments(client) - seen}")
    seen = segments(client)


with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address)
    server, _ = listener.accept()
with client, server:
    seen = 0
    client.sendall(b"head")
    client.sendall(b"body")
    report("two writes")

    client.sendall(b"head" + b"body")
    report("one write")

    # Eight bytes into an empty buffer: it takes them whole.
    client.sendmsg([b"head", b"body"])
    report("sendmsg")

    client.sendall(b"head", socket.MSG_MORE)
    client.sendall(b"body")
    report("MSG_MORE")

    cork(True)
    client.sendall(b"head")
    client.sendall(b"body")
    cork(False)
    at_once = segments(client) - seen
    report(f"TCP_CORK, {at_once} at once")
