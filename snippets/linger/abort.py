"""Send, then close with a linger time of zero: what the peer reads."""

import socket
import struct
import sys

with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    client = socket.create_connection(address, timeout=10)
    server, _ = listener.accept()
server.settimeout(10)
with client, server:
    client.sendall(b"hello")
    # struct linger: on, and for how many seconds. Windows has two
    # numbers of 16 bits there, other systems two of 32.
    layout = "hh" if sys.platform == "win32" else "ii"
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                      struct.pack(layout, 1, 0))
    client.close()
    data = b""
    try:
        while piece := server.recv(1024):
            data += piece
        print("end of stream")
    except ConnectionResetError as error:
        print(error)
    print("what came before:", data)
