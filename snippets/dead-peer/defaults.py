"""What keepalive does if only SO_KEEPALIVE is set.

Linux only: on macOS one option has another name.
"""

import socket
from datetime import timedelta

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
    on = sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    print("on before it is asked for:", bool(on))
    idle, interval, count = (
        sock.getsockopt(socket.IPPROTO_TCP, option)
        for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL,
                       socket.TCP_KEEPCNT)
    )
print("the first probe after", timedelta(seconds=idle))
print(f"then {count} in all, {interval} seconds apart")
print("a dead peer is reported after",
      timedelta(seconds=idle + interval * count))
