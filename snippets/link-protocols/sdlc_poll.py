"""SDLC: a primary station polls; a secondary speaks when asked.

Left out: flags, check, and the numbers of the I frames.
"""

import socket

# Control bytes, all with the bit that asks for an answer, or in an
# answer says that it is complete.
SNRM, UA, DM, INFORMATION, RR = 0x93, 0x73, 0x1F, 0x10, 0x11
NAMES = {SNRM: "SNRM", UA: "UA", DM: "DM", INFORMATION: "I", RR: "RR"}
to_send = {0xC1: [b"page 1", b"page 2"], 0xC2: []}
in_normal_response_mode = set()


def read(sock, size):
    data = b""
    while len(data) < size and (part := sock.recv(size - len(data))):
        data += part
    return data


def secondary(station, address, control):
    """Answer frames for this station, and no others."""
    if address != station:
        return None
    if control == SNRM:
        in_normal_response_mode.add(station)
        return bytes([station, UA])
    if station not in in_normal_response_mode:
        return bytes([station, DM])
    if to_send[station]:
        return bytes([station, INFORMATION]) + to_send[station].pop(0)
    return bytes([station, RR])


def ask(address, control):
    """One frame on the shared line; every station reads it."""
    print(f"primary to {address:X}: {NAMES[control]:4}", end="  ")
    answers = 0
    for station, (near, far) in lines.items():
        near.sendall(bytes([address, control]))
        if answer := secondary(station, *read(far, 2)):
            far.sendall(answer.ljust(8))
            frame = read(near, 8)
            name, data = NAMES[frame[1]], frame[2:].decode()
            print(f"{frame[0]:X} answers: {name} {data}".rstrip())
            answers += 1
    if not answers:
        print("nobody answers")


lines = {station: socket.socketpair() for station in to_send}
ask(0xC1, RR)
ask(0xC3, RR)
for station in lines:
    ask(station, SNRM)
for station in (0xC1, 0xC2, 0xC1, 0xC1):
    ask(station, RR)
for near, far in lines.values():
    near.close()
    far.close()
