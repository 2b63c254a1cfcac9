"""Ask for Multipath TCP, and manage with TCP where there is none."""

import socket

# Python names it on Linux; elsewhere the kernel refuses the number.
IPPROTO_MPTCP = getattr(socket, "IPPROTO_MPTCP", 262)


def stream_socket():
    """A socket for MPTCP if the kernel has it, or else for TCP."""
    try:
        return socket.socket(
            socket.AF_INET, socket.SOCK_STREAM, IPPROTO_MPTCP)
    except OSError:
        return socket.socket(socket.AF_INET, socket.SOCK_STREAM)


with stream_socket() as client, \
        socket.create_server(("127.0.0.1", 0)) as listener:
    client.settimeout(5)
    # The server knows plain TCP; the two agree on that.
    client.connect(listener.getsockname())
    server, peer = listener.accept()
    with server:
        client.sendall(b"hello")
        client.shutdown(socket.SHUT_WR)
        server.settimeout(5)
        stream = b""
        while data := server.recv(100):
            stream += data
        print("a plain TCP server received", stream)
