"""Both ways at once on two wires; in turn, or at once, on one."""

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
        print(f"two wires, at once: {name} hears {heard}")


def shared_bus(*signals):
    """On this wire it is enough that one station sends a 1."""
    mixed = bytearray(6)
    for signal in signals:
        for at, byte in enumerate(signal):
            mixed[at] |= byte
    return bytes(mixed)


print("one wire, in turn: B hears", shared_bus(b"from A"))
print("one wire, in turn: A hears", shared_bus(b"from B"))
print("one wire, at once: both hear", shared_bus(b"from A", b"from B"))

# On a pair of wires the voltages of both ends add up, and each end
# knows its own.
pair = [one + other for one, other in zip(b"from A", b"from B")]
print("one pair, at once: the sums are", *pair)
rest = [level - own for level, own in zip(pair, b"from A")]
print("A takes away what it sent:", bytes(rest))
