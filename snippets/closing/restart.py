"""Start a server again on the port where it has just ended.

Not on Windows: SO_REUSEADDR has another meaning there.
"""

import errno
import socket

# The first life of the server: it is the first to close.
with socket.create_server(("127.0.0.1", 0)) as listener:
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5) as client:
        listener.accept()[0].close()
        client.recv(1)
print("the server has ended and every socket is closed")

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as plain:
    try:
        plain.bind(address)
    except OSError as error:
        print("bind:", errno.errorcode[error.errno])

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as reusing:
    reusing.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    reusing.bind(address)
    print("SO_REUSEADDR, then bind: no error")

# create_server sets SO_REUSEADDR by itself where that is right.
with socket.create_server(address) as listener:
    print("create_server: same address:",
          listener.getsockname() == address)
