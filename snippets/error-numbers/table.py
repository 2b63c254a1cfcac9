"""The errors of sockets: number, name and text on this system.

Linux only: other systems have other numbers and texts.
"""

import errno
import os

NAMES = """
    EPERM ENOENT EINTR EBADF EAGAIN ENOMEM EACCES EINVAL ENFILE EMFILE
    EPIPE ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT
    EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EAFNOSUPPORT EADDRINUSE
    EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED
    ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETIMEDOUT
    ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS
"""

for name in sorted(NAMES.split(), key=errno.__dict__.get):
    number = getattr(errno, name)
    print(f"{number:3} {name:15} {os.strerror(number)}")
