"""What a socket can still do after its connection is lost.

Linux only: it prints what Linux does.
"""

import select
import socket
import struct


def attempt(name, call, *arguments):
    try:
        result = call(*arguments)
        print(f"  {name}:", "no error" if result is None else result)
    except OSError as error:
        print(f"  {name}: {error}")


for how in "reset", "closed, and we sent":
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        sock = socket.create_connection(address, timeout=5)
        peer, _ = listener.accept()
        print(f"the peer sent a byte, then {how}:")
        peer.sendall(b"!")
        if how == "reset":
            # Linger: on, for zero seconds. Close sends a RST.
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack("ii", 1, 0))
        peer.close()
        if how != "reset":
            sock.sendall(b"?")
        lost = select.poll()
        lost.register(sock, select.POLLHUP)
        lost.poll(5000)  # until the RST has arrived

        for _ in range(3):
            attempt("recv", sock.recv, 1)
        for _ in range(2):
            attempt("send", sock.send, b"?")
        attempt("getpeername", sock.getpeername)
        attempt("connect", sock.connect, address)
        attempt("shutdown", sock.shutdown, socket.SHUT_RDWR)
        attempt("close", sock.close)
