"""A machine with a way out, to see what a program does to it: a namespace, and behind a pair of devices a second one.

The second listens to all that comes. See veth(4) and packet(7). Linux only.
"""

import difflib
import json
import os
import socket
import subprocess
import time
from pathlib import Path

from lab.running import namespace

ANY = 0x0003  # linux/if_ether.h: ETH_P_ALL
# What neighbours tell each other unasked, or before anything is sent: RFC 4861 (133 to 136), RFC 3810 (130, 143).
CHATTER = {130, 133, 134, 135, 136, 143}
NETWORK, NETWORK_6 = "10.213.0", "fd00:213"  # between the two; no program has reason to use it
DESCRIPTIONS = ("ip -d addr", "ip rule", "ip -6 rule", "ip route show table all", "ip -6 route show table all", "ip neigh", "tc qdisc")


class Machine:
    """This process moves to a machine with `lo`, `uplink` and a route to everywhere. OSError where that is forbidden."""

    def __init__(self) -> None:
        namespace.enter(wire=False)
        ready, self.go, self.told = os.pipe(), os.pipe(), os.pipe()
        self.outside = os.fork()
        if not self.outside:
            try:
                listen_outside(ready[1], self.go, self.told[1])
            finally:
                os._exit(0)
        os.close(self.go[0])
        os.close(self.told[1])
        os.read(ready[0], 1)
        run_ip(f"link add uplink type veth peer name wire netns {self.outside}")
        os.write(self.go[1], b".")
        os.read(ready[0], 1)
        set_up("uplink", f"{NETWORK}.2", f"{NETWORK_6}::2", f"default via {NETWORK}.1", f"default via {NETWORK_6}::1")
        # The kernel notes an address of IPv6 only after the device has told that it is up.
        deadline = time.monotonic() + 5
        while f"local {NETWORK_6}::2" not in subprocess.run(["ip", "-6", "route", "show", "table", "local"], capture_output=True, text=True).stdout:
            if time.monotonic() > deadline:
                raise TimeoutError(f"uplink has no address {NETWORK_6}::2")
            time.sleep(0.01)

    def describe(self) -> dict[str, str]:
        """All that a program could change, by where it is found."""
        found = {
            command: subprocess.run(command.split(), capture_output=True, text=True).stdout
            for command in DESCRIPTIONS
        }
        for folder, _, files in os.walk("/proc/sys/net"):
            for name in files:
                path = Path(folder, name)
                try:
                    found[str(path)] = path.read_text()
                except OSError:
                    continue  # only written, or not set
        return found

    def changes(self, before: dict[str, str]) -> list[str]:
        after = self.describe()
        found = []
        for name in sorted(before.keys() | after.keys()):
            lines = difflib.ndiff(before.get(name, "").splitlines(), after.get(name, "").splitlines())
            if changes := [line.rstrip() for line in lines if line[0] in "-+"]:
                found.append("\n".join([f"{name}:", *changes]))
        return found

    def close(self) -> list[str]:
        """The packets that went out, in hexadecimal, at most ten."""
        os.close(self.go[1])
        with os.fdopen(self.told[0]) as file:
            packets = json.load(file)
        os.waitpid(self.outside, 0)
        return packets


def listen_outside(ready: int, go: tuple[int, int], told: int) -> None:
    """The life of the process outside."""
    os.close(go[1])
    namespace.unshare(namespace.CLONE_NEWNET)
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ANY)) as ear:
        os.write(ready, b".")
        os.read(go[0], 1)
        set_up("wire", f"{NETWORK}.1", f"{NETWORK_6}::1")
        os.write(ready, b".")
        os.read(go[0], 1)  # ends when the other side closes
        ear.setblocking(False)
        heard = []
        while len(heard) < 10:
            try:
                packet, (_, _, kind, *_) = ear.recvfrom(65535)
            except BlockingIOError:
                break
            if kind != socket.PACKET_OUTGOING and not is_chatter(packet):
                heard.append(packet[:80].hex())
    with os.fdopen(told, "w") as file:
        json.dump(heard, file)


def is_chatter(packet: bytes) -> bool:
    """Whether an Ethernet frame only keeps IPv6 neighbours informed."""
    if packet[12:14] != b"\x86\xdd":
        return False
    # ICMPv6 (58) follows the header of 40 bytes, or that and hop-by-hop options (0) of 8.
    following, message = packet[20], packet[54:]
    if following == 0:
        following, message = message[0], message[8:]
    return following == 58 and message[0] in CHATTER


def set_up(device: str, ipv4: str, ipv6: str, *routes: str) -> None:
    for name, value in {"accept_dad": "0", "router_solicitations": "0", "accept_ra": "0"}.items():
        namespace.write_proc(f"/proc/sys/net/ipv6/conf/{device}/{name}", value)
    run_ip(
        f"link set {device} addrgenmode none",
        f"addr add {ipv4}/24 dev {device}",
        f"addr add {ipv6}/64 dev {device} nodad",
        f"link set {device} up",
        *(f"{'-6 ' if '::' in route else ''}route add {route} dev {device}" for route in routes),
    )


def run_ip(*commands: str) -> None:
    """Commands of ip(8), one after the other."""
    for command in commands:
        subprocess.run(["ip", *command.split()], check=True)
