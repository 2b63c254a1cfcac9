"""Echo to one client, then end."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

with socket.create_server(("127.0.0.1", 25007)) as listener:
    print("waiting on 127.0.0.1:25007")
    conn, peer = listener.accept()
    with conn:
        print("accepted a client from", peer[0])
        # A silent client may hold us for ten seconds, not for ever.
        conn.settimeout(10)
        echoed = 0
        try:
            while data := conn.recv(1024):
                conn.sendall(data)
                echoed += len(data)
            print("the client has finished")
        except OSError as error:
            print("the client is gone:", error)
        print("bytes echoed:", echoed)
