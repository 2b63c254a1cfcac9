"""Pass a message down seven toy layers, over a wire, and up again."""

import socket

LAYERS = {
    7: "application", 6: "presentation", 5: "session",
    4: "transport", 3: "network", 2: "data link", 1: "physical",
}
calls = []


def down(number, unit):
    """Take a unit from the layer above, hand one to the layer below."""
    calls.append(number)
    if number == 1:
        print(f"1 physical     down {8 * len(unit)} bits onto the wire")
        left.sendall(unit)
        return
    # What came from above is carried whole and is not looked at.
    unit = b"[%d " % number + unit + b"]"
    print(f"{number} {LAYERS[number]:12} down {unit.decode()}")
    down(number - 1, unit)


def up(number, unit):
    """Take a unit from the layer below, hand one to the layer above."""
    calls.append(number)
    if number == 1:
        print(f"1 physical     up   {8 * len(unit)} bits off the wire")
    else:
        # Strip what the peer on this same layer has added.
        unit = unit.removeprefix(b"[%d " % number).removesuffix(b"]")
        print(f"{number} {LAYERS[number]:12} up   {unit.decode()}")
    return up(number + 1, unit) if number < 7 else unit


# The medium: below layer 1, and part of no layer.
left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    down(7, b"hello")
    left.close()
    received = b""
    while data := right.recv(1024):
        received += data
    message = up(1, received)

print("delivered:", message.decode())
print("layers called, in order:", *calls)
