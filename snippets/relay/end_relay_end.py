"""Send a text from host A over a relay to host B, layer by layer."""

import struct

LAYERS = {
    7: "application", 6: "presentation", 5: "session",
    4: "transport", 3: "network", 2: "data link", 1: "physical",
}
used = {"host A": set(), "relay": set(), "host B": set()}


def show(system, number, what):
    used[system].add(number)
    print(f"{system:6}  {number} {LAYERS[number]:12}  {what}")


def host_a(text, out):
    show("host A", 7, text)
    show("host A", 6, "text to UTF-8")
    show("host A", 5, "message 1 of the dialogue")
    segment = struct.pack("!HHB", 50000, 7, 1) + text.encode()
    show("host A", 4, "port 50000 to 7")
    packet = struct.pack("!BBB", 10, 20, 64) + segment
    show("host A", 3, "address 10 to 20, hops 64")
    frame = struct.pack("!BB", 0xA1, 0xE1) + packet
    show("host A", 2, "MAC a1 to e1")
    out.append(frame)
    show("host A", 1, f"{8 * len(frame)} bits out")


def relay(into, out):
    frame = into.pop()
    show("relay", 1, f"{8 * len(frame)} bits in")
    show("relay", 2, f"MAC {frame[0]:x} to {frame[1]:x}")
    source, target, hops = frame[2:5]
    hops -= 1
    show("relay", 3, f"address {source} to {target}, hops {hops}")
    # What the packet carries, frame[5:], is passed on unread.
    packet = struct.pack("!BBB", source, target, hops) + frame[5:]
    show("relay", 2, "MAC e2 to b2")
    out.append(struct.pack("!BB", 0xE2, 0xB2) + packet)
    show("relay", 1, f"{8 * len(frame)} bits out")


def host_b(into):
    frame = into.pop()
    show("host B", 1, f"{8 * len(frame)} bits in")
    show("host B", 2, f"MAC {frame[0]:x} to {frame[1]:x}")
    show("host B", 3, "address %d to %d, hops %d" % tuple(frame[2:5]))
    *ports, number = struct.unpack("!HHB", frame[5:10])
    show("host B", 4, "port %d to %d" % tuple(ports))
    show("host B", 5, f"message {number} of the dialogue")
    show("host B", 6, "UTF-8 to text")
    show("host B", 7, frame[10:].decode())


# Two wires; no wire leads from A to B.
left, right = [], []
host_a("hello", left)
relay(left, right)
host_b(right)
print("layers used:", {name: len(used[name]) for name in used})
