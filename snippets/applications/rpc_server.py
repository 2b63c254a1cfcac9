"""Answer the NULL call of an NFS server, over UDP and over TCP."""

import signal
import socket
import struct
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

CALL, REPLY, ACCEPTED, RPC, NFS, NULL = 0, 1, 0, 2, 100003, 0
SUCCESS, MISMATCH = 0, 2
LAST = 1 << 31  # of a record mark: this fragment is the last one


def answer(call, lowest, highest):
    """Return the reply to a call with no arguments, or None."""
    if len(call) != 40:
        return None
    xid, kind, rpc, program, version, procedure = struct.unpack(
        "!6I", call[:24])
    if (kind, rpc, program, procedure) != (CALL, RPC, NFS, NULL):
        return None
    # The two zeros in the middle: no proof of who the server is.
    head = struct.pack("!5I", xid, REPLY, ACCEPTED, 0, 0)
    if lowest <= version <= highest:
        return head + struct.pack("!I", SUCCESS)
    return head + struct.pack("!3I", MISMATCH, lowest, highest)


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    try:
        udp.bind(("127.0.0.1", 25333))
    except OSError as error:
        sys.exit(f"cannot wait on 127.0.0.1:25333: {error}")
    with socket.create_server(("127.0.0.1", 25333)) as tcp:
        print("waiting on 127.0.0.1:25333")
        answered = 0
        while answered < 2:
            call, peer = udp.recvfrom(1472)
            # NFSv4 must not run over plain UDP.
            if reply := answer(call, lowest=3, highest=3):
                udp.sendto(reply, peer)
                print(f"UDP: {len(call)} bytes in, {len(reply)} out")
                answered += 1
        conn, peer = tcp.accept()
try:
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        while len(mark := stream.read(4)) == 4:
            size = int.from_bytes(mark, "big") - LAST
            if not 0 < size <= 1472:
                break
            reply = answer(stream.read(size), lowest=3, highest=4)
            if reply is None:
                break
            mark = struct.pack("!I", LAST + len(reply))
            conn.sendall(mark + reply)
            print(f"TCP: {size} bytes in, {len(reply)} out")
except OSError as error:
    print("given up:", error)
