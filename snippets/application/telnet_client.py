"""Answer a Telnet server's requests, then type a name with a slip."""

import socket

WILL, WONT, DO, DONT, IAC = 251, 252, 253, 254, 255
GO_AHEAD = 3

# This keyboard's Backspace key sends 7f; others send 08.
KEYS = b"guex\x7fst\r"
NETWORK_VIRTUAL_TERMINAL = {0x7F: b"\xff\xf7", 0x0D: b"\r\n"}

address = ("127.0.0.1", 25320)
with (
    socket.create_connection(address, timeout=10) as sock,
    sock.makefile("rb") as stream,
):
    prompt = b""
    while not prompt.endswith(b": "):
        byte = stream.read(1)
        if not byte:
            raise ConnectionError("the server closed the connection")
        if byte[0] != IAC:
            prompt += byte
            continue
        command, option = stream.read(2)
        print("received", bytes([IAC, command, option]).hex(" "))
        if command in (WILL, DO):
            yes, no = (DO, DONT) if command == WILL else (WILL, WONT)
            # Agree to do without go-ahead, refuse all the rest.
            answer = yes if option == GO_AHEAD else no
            sock.sendall(bytes([IAC, answer, option]))
            print("answered", bytes([IAC, answer, option]).hex(" "))
    print("received", prompt)

    line = b"".join(
        NETWORK_VIRTUAL_TERMINAL.get(key, bytes([key])) for key in KEYS)
    sock.sendall(line)
    print("keys pressed:  ", KEYS.hex(" "))
    print("sent, in clear:", line.hex(" "))
    print("received", stream.readline(1000))
