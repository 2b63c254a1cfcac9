"""What a closed socket says, and one whose number was closed.

Linux only: other systems have other numbers.
"""

import os
import select
import socket


def attempt(name, call, *arguments):
    try:
        print(f"  {name}:", call(*arguments))
    except (OSError, ValueError) as error:
        print(f"  {name}: {type(error).__name__}: {error}")


one, other = socket.socketpair()
print("closed:")
one.close()
attempt("fileno", one.fileno)
attempt("recv", one.recv, 1)
attempt("select", select.select, [one], [], [], 0)
attempt("close again", one.close)

print("its number closed by os.close, behind its back:")
number = other.fileno()
os.close(number)
attempt("fileno is as before", lambda: other.fileno() == number)
attempt("recv", other.recv, 1)
attempt("select", select.select, [other], [], [], 0)
attempt("close", other.close)
