"""Serve one file by FTP: commands on one connection, data on others."""

import contextlib
import signal
import socket

FILE = b"a file sent by the File Transfer Protocol\n"


def serve(control, stream, stack):
    passive, offset, user, known = None, 0, "", False
    control.sendall(b"220 ready\r\n")
    while line := stream.readline(1000):
        line = line.decode("latin-1").strip()
        print("<", line)
        command, _, argument = line.partition(" ")
        if command == "USER":
            user, known, reply = argument, False, "331 password, please"
        elif command == "PASS":
            known = (user, argument) == ("guest", "secret")
            reply = "230 logged in" if known else "530 wrong"
        elif command == "QUIT":
            control.sendall(b"221 goodbye\r\n")
            break
        elif not known:
            reply = "530 log in first"
        elif command == "TYPE" and argument == "I":
            reply = "200 bytes as they are"
        elif command == "REST" and argument.isdecimal():
            offset, reply = int(argument), f"350 from {argument}"
        elif command == "EPSV":
            if passive:
                passive.close()
            passive = socket.create_server(("127.0.0.1", 0))
            # Closed at the latest when the client has gone.
            stack.enter_context(passive)
            passive.settimeout(10)
            port = passive.getsockname()[1]
            reply = f"229 connect to (|||{port}|)"
        elif command == "RETR" and passive:
            control.sendall(b"150 here it comes\r\n")
            data, peer = passive.accept()
            data.settimeout(10)
            with passive, data:
                # The end of the file is the end of this connection.
                data.sendall(FILE[offset:])
            passive, offset, reply = None, 0, "226 done"
        else:
            reply = "502 not here"
        control.sendall(f"{reply}\r\n".encode())


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25321)) as listener:
    print("waiting on 127.0.0.1:25321")
    control, peer = listener.accept()
control.settimeout(10)
with (
    control,
    control.makefile("rb") as stream,
    contextlib.ExitStack() as stack,
):
    try:
        serve(control, stream, stack)
    except OSError as error:
        print("the client broke off:", error)
