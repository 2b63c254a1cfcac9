"""As a rule, a network's broadcast address is its last one."""

import ipaddress

for text in (
    "192.168.0.7/24",
    "192.168.0.7/23",
    "10.20.30.40/8",
    "172.16.5.9/28",
):
    network = ipaddress.ip_interface(text).network
    print(f"{text:15} {network.broadcast_address}")
