"""Call an NFS server's NULL procedure, over UDP and over TCP."""

import socket
import struct

ADDRESS = ("127.0.0.1", 25333)
CALL, RPC, NFS, NULL = 0, 2, 100003, 0
LAST = 1 << 31  # of a record mark: this fragment is the last one


def null_call(xid, version):
    # Four zeros: no credentials, nothing that proves them.
    return struct.pack(
        "!10I", xid, CALL, RPC, NFS, version, NULL, 0, 0, 0, 0)


def show(name, call, reply):
    same_call = reply[:4] == call[:4]
    (status,) = struct.unpack_from("!I", reply, 20)
    meaning = {0: "success", 2: "this version is not served"}[status]
    print(f"{name}: {meaning}; our call: {same_call}")
    if status == 2:
        lowest, highest = struct.unpack("!2I", reply[24:32])
        print(f"   served here: {lowest} to {highest}")


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    sock.settimeout(5)
    sock.connect(ADDRESS)
    for version in 3, 4:
        call = null_call(10 + version, version)
        sock.send(call)
        show(f"UDP, version {version}", call, sock.recv(1472))

with (
    socket.create_connection(ADDRESS, timeout=10) as sock,
    sock.makefile("rb") as stream,
):
    for version in 3, 4:
        call = null_call(20 + version, version)
        mark = struct.pack("!I", LAST + len(call))
        sock.sendall(mark + call)
        answered = stream.read(4)
        if len(answered) < 4:
            raise ConnectionError("the server closed the connection")
        size = int.from_bytes(answered, "big") - LAST
        show(f"TCP, version {version}", call, stream.read(size))
    print("record mark:", mark.hex(" "), "= last fragment, 40 bytes")
