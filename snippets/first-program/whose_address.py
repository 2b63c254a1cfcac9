"""Sort three addresses by whether an example may use them."""

import ipaddress

DOCUMENTATION = [ipaddress.ip_network(text) for text in
                 ("192.0.2.0/24", "198.51.100.0/24",
                  "203.0.113.0/24")]


def kind(address):
    if address.is_loopback:
        return "this machine itself"
    if any(address in network for network in DOCUMENTATION):
        return "reserved for documentation"
    if address.is_global:
        return "public: it can be somebody's"
    return "set aside for something else"


for text in ("1.2.3.4", "192.0.2.1", "127.0.0.1"):
    print(f"{text:10}", kind(ipaddress.ip_address(text)))
