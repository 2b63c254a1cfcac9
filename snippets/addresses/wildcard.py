"""Ask for the addresses of "no host", to listen and to call."""

import socket


def addresses(flags):
    for family in socket.AF_INET, socket.AF_INET6:
        for *_, address in socket.getaddrinfo(
            None, 25080, family, socket.SOCK_STREAM, flags=flags
        ):
            print("  ", address)


print("to bind a listening socket (AI_PASSIVE):")
addresses(socket.AI_PASSIVE)
print("to connect:")
addresses(0)
