"""Log in by FTP, fetch a file, then fetch its end with REST."""

import re
import socket


def command(line, expected):
    """Send a command, if any; return the next reply, if it is good."""
    if line:
        control.sendall(f"{line}\r\n".encode())
    reply = replies.readline(1000).decode().strip()
    # The port differs on every run.
    shown = re.sub(r"\|\d+\|", "|port|", reply)
    print(line or "(waiting)", "->", shown)
    if not reply.startswith(expected):
        raise ConnectionError(f"{expected} was expected")
    return reply


def retrieve(offset):
    reply = command("EPSV", "229")
    port = int(re.search(r"\|\|\|(\d{1,5})\|", reply)[1])
    address = (control.getpeername()[0], port)
    with socket.create_connection(address, timeout=10) as data:
        if offset:
            command(f"REST {offset}", "350")
        command("RETR file", "150")
        with data.makefile("rb") as stream:
            content = stream.read(100_000)
    # Without this reply the file may have been cut short.
    command("", "226")
    print("data:", content)
    return content


address = ("127.0.0.1", 25321)
with (
    socket.create_connection(address, timeout=10) as control,
    control.makefile("rb") as replies,
):
    command("", "220")
    command("USER guest", "331")
    command("PASS secret", "230")
    command("TYPE I", "200")
    whole = retrieve(0)
    rest = retrieve(12)
    command("QUIT", "221")
print("the rest is the end of the whole:", rest == whole[12:])
