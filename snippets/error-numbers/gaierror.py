"""Errors of getaddrinfo have numbers of their own, below zero.

Linux only: other systems have other numbers.
"""

import errno
import socket

QUESTIONS = (
    ("127.0.0.1", "no such service", socket.AF_INET),
    ("::1", 80, socket.AF_INET),
)

for host, port, family in QUESTIONS:
    try:
        socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    except OSError as error:
        print(f"{type(error).__name__}: {error}")
        print("  in the errno module:", error.errno in errno.errorcode)

names = {value: name for name, value in vars(socket).items()
         if name.startswith("EAI_")}
for number in -2, -3, -5, -8, -9:
    print(number, names[number])
