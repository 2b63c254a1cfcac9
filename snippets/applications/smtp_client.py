"""Send one message by SMTP; one of its lines begins with a dot."""

import socket

MESSAGE = [
    b"Subject: dots",
    b"",
    b"A line that is one dot would end the message:",
    b".",
    b"and yet this line arrives.",
]


def command(line):
    if line:
        print(">", line)
        sock.sendall(f"{line}\r\n".encode())
    print("<", replies.readline(1000).decode().strip())


address = ("127.0.0.1", 25330)
with (
    socket.create_connection(address, timeout=10) as sock,
    sock.makefile("rb") as replies,
):
    command("")
    command("HELO client.example.com")
    command("MAIL FROM:<a@example.com>")
    command("RCPT TO:<b@example.com>")
    command("DATA")
    for line in MESSAGE:
        # One more dot in front, which the server takes off again.
        stuffed = b"." + line if line.startswith(b".") else line
        print("  ", stuffed)
        sock.sendall(stuffed + b"\r\n")
    command(".")
    command("QUIT")
    # Then the server closes; a reply before that was not expected.
    if rest := replies.read(1000):
        print("<", rest)
