"""A number is used again: the socket object now means a file.

Linux only: other systems have other numbers.
"""

import os
import socket


def attempt(name, call, *arguments):
    try:
        call(*arguments)
        print(f"{name}: no error")
    except OSError as error:
        print(f"{name}: {type(error).__name__}: {error}")


sock = socket.socket()
number = sock.fileno()
os.close(number)  # wrong: the object does not learn of it

# The next file to be opened gets the lowest number that is free.
file = os.open(os.devnull, os.O_RDONLY)
print("the file has the number of the socket:", file == number)
attempt("sock.recv", sock.recv, 1)
# This closes the file, not the socket.
attempt("sock.close", sock.close)
attempt("read the file", os.read, file, 1)
