"""Send a datagram to nobody in particular. Ends in a traceback.

Linux only: other systems have other numbers.
"""

import socket

receiver = socket.socket(type=socket.SOCK_DGRAM)
sender = socket.socket(type=socket.SOCK_DGRAM)
with receiver, sender:
    receiver.bind(("127.0.0.1", 0))
    address = receiver.getsockname()
    print("sendto:", sender.sendto(b"hello", address))
    sender.send(b"hello")
