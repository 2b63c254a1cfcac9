"""One line, two kinds of link: with set-up and without."""

import enum
import socket

# The control bytes of HDLC. In all but UI the poll or final bit is
# set: a question that wants an answer, or that answer.
Control = enum.IntEnum("Control", {
    "SABM": 0x3F, "DISC": 0x53, "UA": 0x73, "DM": 0x1F,
    "I": 0x10, "RR": 0x31, "UI": 0x03})


def answer(state, control, data):
    """What station B does; its end of the link is `state`."""
    if control == Control.UI:
        state["delivered"].append(data)
        return None
    if control == Control.SABM:
        state["up"] = True
        return Control.UA
    if not state["up"]:
        return Control.DM
    if control == Control.DISC:
        state["up"] = False
        return Control.UA
    state["delivered"].append(data)
    return Control.RR


state = {"up": False, "delivered": []}
a, b = socket.socketpair()
with a, b, a.makefile("rwb") as at_a, b.makefile("rwb") as at_b:

    def send(control, data=""):
        at_a.write(bytes([control]) + data.encode().ljust(9))
        at_a.flush()
        print(f"A to B: {control.name:4} {data}".rstrip())
        frame = at_b.read(10)
        data = frame[1:].decode().rstrip()
        reply = answer(state, frame[0], data)
        if reply is not None:
            at_b.write(bytes([reply]))
            at_b.flush()
            print("B to A:", Control(at_a.read(1)[0]).name)

    print("-- the line is there, the link is not")
    send(Control.I, "too early")
    print("-- with set-up")
    send(Control.SABM)
    send(Control.I, "in time")
    send(Control.DISC)
    send(Control.I, "too late")
    print("-- without set-up")
    send(Control.UI, "any time")
print("delivered:", state["delivered"])
