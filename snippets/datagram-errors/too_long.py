"""Send a file as one datagram. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

receiver = socket.socket(type=socket.SOCK_DGRAM)
sender = socket.socket(type=socket.SOCK_DGRAM)
with receiver, sender:
    receiver.bind(("127.0.0.1", 0))
    address = receiver.getsockname()
    for size in 1000, 65_507, 65_508:
        print(size, "bytes:", sender.sendto(bytes(size), address))
