"""A peer whose program hangs: who notices, kernel or program?

Linux only: it reads TCP_INFO, as Linux lays it out.
"""

import socket
import struct
import threading

IDLE = 3.5  # seconds without a beat until the client gives up
ESTABLISHED = 1  # linux/tcp_states.h
over = threading.Event()


def serve(listener):
    """Send three beats, then hang."""
    conn, _ = listener.accept()
    with conn:
        for _ in range(3):
            conn.sendall(b"\n")
            over.wait(0.2)
        over.wait(20)


with socket.create_server(("127.0.0.1", 0)) as listener:
    server = threading.Thread(target=serve, args=[listener])
    server.start()
    client = socket.create_connection(listener.getsockname(), IDLE)
    with client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL,
                       socket.TCP_KEEPCNT):
            client.setsockopt(socket.IPPROTO_TCP, option, 1)
        beats = 0
        try:
            while data := client.recv(1024):
                beats += len(data)
        except TimeoutError as error:
            print(f"{beats} beats, then:", error)
        # On a wire that is cut, keepalive would have ended it by now.
        info = client.getsockopt(
            socket.IPPROTO_TCP, socket.TCP_INFO, 60
        )
        # struct tcp_info, linux/tcp.h: the state, and how many ms
        # ago the last data and the last acknowledgement came.
        state, data, ack = struct.unpack("B51xII", info)
        print("ESTABLISHED:", state == ESTABLISHED)
        print("the last data is older than 2.5 s:", data > 2500)
        print("the last acknowledgement is:", ack > 2500)
    over.set()
    server.join()
