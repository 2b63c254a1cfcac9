"""Full duplex needs two ways; one shared way takes turns."""

import socket

a, b = socket.socketpair()
with a, b:
    # Both ends speak before either has listened.
    a.sendall(b"from A")
    b.sendall(b"from B")
    a.shutdown(socket.SHUT_WR)
    b.shutdown(socket.SHUT_WR)
    for name, end in (("A", a), ("B", b)):
        heard = b""
        while part := end.recv(100):
            heard += part
        print(f"full duplex, at once: {name} hears {heard}")


def shared_wire(*signals):
    """What is on the wire when these stations send at once."""
    length = max(len(signal) for signal in signals)
    mixed = bytearray(length)
    for signal in signals:
        for at, byte in enumerate(signal):
            mixed[at] |= byte
    return bytes(mixed)


print("one wire, at once: both hear",
      shared_wire(b"from A", b"from B"))
print("half duplex, in turn: B hears", shared_wire(b"from A"))
print("half duplex, in turn: A hears", shared_wire(b"from B"))
