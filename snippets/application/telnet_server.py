"""Ask for a name by Telnet, and tell the commands from the text."""

import signal
import socket

IAC, ERASE = b"\xff", b"\xf7"
ASKS = dict(zip((b"\xfb", b"\xfc", b"\xfd", b"\xfe"),
                ("WILL", "WONT", "DO", "DONT")))
OPTIONS = {b"\x03": "SUPPRESS-GO-AHEAD", b"\x18": "TERMINAL-TYPE"}


def read_line(stream):
    """Return one line of text; obey and print the commands in it."""
    text = bytearray()
    while len(text) < 200:
        byte = stream.read(1)
        if byte in (b"\n", b""):
            break
        if byte != IAC:
            text += byte.replace(b"\r", b"")
            continue
        command = stream.read(1)
        if command == IAC:
            # A doubled IAC is one byte of text.
            text += IAC
        elif command == ERASE:
            print("the client says ERASE CHARACTER after", bytes(text))
            del text[-1:]
        elif command in ASKS:
            option = OPTIONS.get(stream.read(1), "an unknown option")
            print("the client says", ASKS[command], option)
    return bytes(text)


signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
with socket.create_server(("127.0.0.1", 25320)) as listener:
    print("waiting on 127.0.0.1:25320")
    conn, peer = listener.accept()
    conn.settimeout(10)
    with conn, conn.makefile("rb") as stream:
        try:
            # I will suppress go-ahead; do tell me your terminal type.
            conn.sendall(b"\xff\xfb\x03\xff\xfd\x18login: ")
            name = read_line(stream)
            print("the text is", name)
            # A byte 255 in the text is doubled.
            conn.sendall(b"hello " + name.replace(IAC, IAC + IAC)
                         + b"\r\n")
        except OSError as error:
            print("the client broke off:", error)
