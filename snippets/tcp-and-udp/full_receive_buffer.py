"""Linux only: send faster than anybody reads."""

import socket

COUNT = 200


def dropped():
    """Datagrams for which the kernel found no room."""
    with open("/proc/net/snmp") as file:
        names, values = (
            line.split() for line in file if line.startswith("Udp:")
        )
    return int(values[names.index("RcvbufErrors")])


with (
    socket.socket(type=socket.SOCK_DGRAM) as receiver,
    socket.socket(type=socket.SOCK_DGRAM) as sender,
):
    # Small, so that it is soon full. Linux's default holds them all.
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 20_000)
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    address, before = receiver.getsockname(), dropped()
    arrived = []

    for number in range(COUNT):
        sender.sendto(number.to_bytes(100, "big"), address)
    print(f"sendto succeeded {COUNT} times")

    receiver.setblocking(False)
    try:
        while True:
            arrived.append(int.from_bytes(receiver.recv(1024), "big"))
    except BlockingIOError:
        pass
    print("all arrived:", len(arrived) == COUNT)
    print("the first ones did:", arrived == list(range(len(arrived))))
    lost = dropped() - before
    print("arrived + dropped == sent:", len(arrived) + lost == COUNT)
