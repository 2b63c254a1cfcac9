"""Send the same frames through a hub and through a switch."""

import socket

STATIONS = "ABCD"
# Each frame: who it is for, who it is from, six bytes of data.
FRAMES = [b"BAhello!", b"ABhello.", b"BAagain!", b"ACfrom C"]


def hub(frame, port, known):
    """Layer 1: repeat the bits to every other port."""
    return [other for other in STATIONS if other != port]


def switch(frame, port, known):
    """Layer 2: read the addresses; learn where each station is."""
    known[chr(frame[1])] = port
    target = chr(frame[0])
    if target in known:
        return [known[target]]
    return hub(frame, port, known)


def heard_through(device):
    cables = {name: socket.socketpair() for name in STATIONS}
    known, heard = {}, {}
    for frame in FRAMES:
        port = chr(frame[1])
        station, socket_of_device = cables[port]
        station.sendall(frame)
        with socket_of_device.makefile("rb") as incoming:
            data = incoming.read(8)
        for out in device(data, port, known):
            cables[out][1].sendall(data)
    for name, (station, socket_of_device) in cables.items():
        socket_of_device.close()
        data = b""
        while part := station.recv(1024):
            data += part
        station.close()
        heard[name] = [data[n:n + 8] for n in range(0, len(data), 8)]
    return heard


print("frames heard, and how many of them were for the station")
for device in (hub, switch):
    for name, frames in heard_through(device).items():
        own = sum(chr(frame[0]) == name for frame in frames)
        print(f"{device.__name__:6}  station {name}:",
              f"{len(frames)} heard, {own} for it")
