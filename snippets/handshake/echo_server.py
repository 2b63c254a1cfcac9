"""Echo to one client, then end."""

import socket

with socket.create_server(("127.0.0.1", 25007)) as listener:
    print("listening on port 25007")
    conn, peer = listener.accept()
    # A silent client may hold us for ten seconds, not for ever.
    conn.settimeout(10)
    with conn:
        print("accepted a client from", peer[0])
        while data := conn.recv(1024):
            print("received", data)
            conn.sendall(data)
        print("the client has finished")
