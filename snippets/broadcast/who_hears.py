"""Linux only, as root: three hosts on a switch, and Anna calls all."""

import ctypes
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack

PORT = 25530
HOSTS = {"Anna": "192.0.2.1", "Ben": "192.0.2.2", "Clara": "192.0.2.3"}
LISTENERS = [
    ("Ben", "0.0.0.0", PORT),
    ("Ben", "192.0.2.2", PORT),
    ("Ben", "192.0.2.255", PORT),
    ("Ben", "255.255.255.255", PORT),
    ("Clara", "0.0.0.0", PORT),
    ("Anna", "0.0.0.0", PORT),
]
CALLER = ("Anna", HOSTS["Anna"], 0)
TARGETS = "192.0.2.255", "255.255.255.255", "192.0.2.2"


def new_network():
    """Move this thread to an empty network: nothing can leave it."""
    if ctypes.CDLL(None).unshare(0x40000000):  # CLONE_NEWNET
        sys.exit("root is needed to make a network")


def ip(words):
    return subprocess.check_output(["ip", *words.split()])


def make_host(name):
    """Run in a thread: a host with one cable, and its sockets."""
    new_network()
    # Its other end goes to the network of the main thread.
    ip(f"link add {name} type veth peer name to_{name}"
       f" netns {threading.main_thread().native_id}")
    ip(f"addr add {HOSTS[name]}/24 broadcast 192.0.2.255 dev {name}")
    ip(f"link set {name} up")
    for place in [*LISTENERS, CALLER]:
        if place[0] == name:
            made[place] = sock = stack.enter_context(
                socket.socket(type=socket.SOCK_DGRAM))
            for option in socket.SO_REUSEADDR, socket.SO_BROADCAST:
                sock.setsockopt(socket.SOL_SOCKET, option, 1)
            sock.settimeout(0.2)
            sock.bind(place[1:])


def hears(sock):
    try:
        return "yes" if sock.recv(1024) else "no"
    except TimeoutError:
        return "no"


new_network()
ip("link add switch type bridge")
ip("link set switch up")
made, columns = {}, []
with ExitStack() as stack:
    for name in HOSTS:
        thread = threading.Thread(target=make_host, args=[name])
        thread.start()
        thread.join()
        ip(f"link set to_{name} master switch up")
        # The switch needs a moment to notice the cable.
        for _ in range(1000):
            if b"state forwarding" in ip(f"-d link show to_{name}"):
                break

    for target in TARGETS:
        made[CALLER].sendto(b"hello", (target, PORT))
        columns.append([hears(made[place]) for place in LISTENERS])
print(f"{'Anna sends to':29}", *TARGETS)
for place, *row in zip(LISTENERS, *columns):
    print("{:6}{:17}{:6}".format(*place),
          *(f"{cell:>{len(of)}}" for cell, of in zip(row, TARGETS)))
