"""Answer one caller in capitals, when all of the request is here."""

import signal
import socket
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it

with socket.create_server(("127.0.0.1", 25351)) as listener:
    print("waiting on 127.0.0.1:25351")
    conn, _ = listener.accept()
    conn.settimeout(5)
    with conn, conn.makefile("rb") as incoming:
        try:
            request = incoming.read()
            print("received", request)
            conn.sendall(request.upper())
        except OSError as error:
            sys.exit(f"gave up: {error}")
