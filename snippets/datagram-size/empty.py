"""Wrong on purpose: it takes an empty datagram for the end."""

import socket

with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    for word in b"one", b"two", b"", b"three":
        print("sendto returned",
              sender.sendto(word, receiver.getsockname()))

    while data := receiver.recv(1024):
        print("received", data)
    print("the loop has ended")
    print("there was more:", receiver.recv(1024))
