"""Take in one message by SMTP and undo the dot-stuffing."""

import signal
import socket

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it


def read_message(stream):
    """Return the message up to the line that is a single dot."""
    message = b""
    while len(message) < 10_000:
        line = stream.readline(1000)
        # Only CR LF ends a line; a bare LF has smuggled mail before.
        if not line.endswith(b"\r\n"):
            return None
        if line == b".\r\n":
            return message
        message += line[1:] if line.startswith(b".") else line
    return None


with socket.create_server(("127.0.0.1", 25330)) as listener:
    print("waiting on 127.0.0.1:25330")
    conn, peer = listener.accept()
try:
    with conn, conn.makefile("rb") as stream:
        conn.settimeout(10)
        conn.sendall(b"220 mx.example.com ready\r\n")
        # A line without CR LF, or none at all, ends the dialogue.
        while (line := stream.readline(1000)).endswith(b"\r\n"):
            command = line.decode("latin-1").strip()
            print("<", command)
            verb = command.upper().partition(" ")[0]
            reply = b"250 ok"
            if verb == "DATA":
                conn.sendall(b"354 end with a dot on its own\r\n")
                message = read_message(stream)
                if message is None:
                    break
                print("stored:")
                for text in message.split(b"\r\n")[:-1]:
                    print("  ", text)
            elif verb == "QUIT":
                conn.sendall(b"221 goodbye\r\n")
                break
            elif verb not in ("HELO", "MAIL", "RCPT"):
                reply = b"502 not here"
            conn.sendall(reply + b"\r\n")
except OSError as error:
    print("given up:", error)
