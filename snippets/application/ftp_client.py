"""Log in by FTP, fetch a file, then fetch its end with REST."""

import re
import socket


def command(line):
    """Send a command, if any; print and return the next reply."""
    if line:
        control.sendall(f"{line}\r\n".encode())
    reply = replies.readline(1000).decode().strip()
    # The port differs on every run.
    shown = re.sub(r"\|\d+\|", "|port|", reply)
    print(line or "(waiting)", "->", shown)
    return reply


def retrieve(offset):
    reply = command("EPSV")
    port = int(re.search(r"\|\|\|(\d{1,5})\|", reply)[1])
    address = (control.getpeername()[0], port)
    with socket.create_connection(address, timeout=10) as data:
        if offset:
            command(f"REST {offset}")
        if not command("RETR file").startswith("150"):
            raise ConnectionError("the server will not send the file")
        with data.makefile("rb") as stream:
            content = stream.read(100_000)
    command("")
    print("data:", content)
    return content


address = ("127.0.0.1", 25321)
with (
    socket.create_connection(address, timeout=10) as control,
    control.makefile("rb") as replies,
):
    command("")
    command("USER guest")
    command("PASS secret")
    command("TYPE I")
    whole = retrieve(0)
    rest = retrieve(12)
    command("QUIT")
print("the rest is the end of the whole:", rest == whole[12:])
