"""Linux only: a broadcast needs the program's word that it is meant."""

import socket

# The loopback is a network of its own, 127.0.0.0/8. Its broadcast
# address is the last one.
EVERYBODY = "127.255.255.255"

with (
    socket.socket(type=socket.SOCK_DGRAM) as sender,
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
):
    receiver.bind(("", 0))  # all addresses: a broadcast's too
    receiver.settimeout(5)
    address = EVERYBODY, receiver.getsockname()[1]
    try:
        sender.sendto(b"hello", address)
    except PermissionError as error:
        print("PermissionError:", error)

    sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    sender.sendto(b"hello", address)
    print("received", receiver.recv(1024))
