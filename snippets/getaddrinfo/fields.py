"""Look one number up, and read the entries field by field.

Linux only: elsewhere there may be other entries.
"""

import socket


def show(title, entries):
    print(title)
    for family, kind, proto, canonname, sockaddr in entries:
        print(f"   {family.name} {kind.name:11} {proto:2}",
              repr(canonname), sockaddr)


show("no hints:", socket.getaddrinfo("127.0.0.1", 80))
show("type=SOCK_STREAM:",
     socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
show("no host, AI_PASSIVE:",
     socket.getaddrinfo(None, 80, socket.AF_INET, socket.SOCK_STREAM,
                        flags=socket.AI_PASSIVE))
