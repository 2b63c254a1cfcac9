"""Add up the numbers in each line, over TLS. Serves until Ctrl-C."""

import pathlib
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds: a handshake, a line, an answer, the end
# A key and its certificate, for tests only: everybody has them.
PEM = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEICtY+wSNjoWk1NhPI+v2OdTZKIOtXFxn5amoFwoPpu96
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBAzCBtqADAgECAhRW4sUe1U7oLDwuVPnDBvCv8wK+/TAFBgMrZXAwFDESMBAG
A1UEAwwJbG9jYWxob3N0MCAXDTI2MDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAw
WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwKjAFBgMrZXADIQBzeDrh40gOAjMcXQ0T
Ah2Dd+o4W09EuKNDiyuNINzqdKMYMBYwFAYDVR0RBA0wC4IJbG9jYWxob3N0MAUG
AytlcANBAG7Nu16ikLX/fNwFOAfjguAq3g2WzfQHN8hRB7SLRDQYrQeTnQ2IBes4
XDN9t1FkLi5dl81h8QUrjjnBKNgihw8=
-----END CERTIFICATE-----
"""


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


def serve(conn):
    """Everything for one client, beginning with the handshake."""
    conn.settimeout(PATIENCE)
    with context.wrap_socket(
            conn, server_side=True, do_handshake_on_connect=False,
            suppress_ragged_eofs=False) as tls:
        tls.do_handshake()
        print("a client with", tls.version())
        buffer, deadline = b"", time.monotonic() + PATIENCE
        while piece := tls.recv(LIMIT - len(buffer)):
            *lines, buffer = (buffer + piece).split(b"\n")
            for line in lines:
                tls.sendall(answer(line).encode() + b"\n")
                deadline = time.monotonic() + PATIENCE
            # When it is too late, this number is negative: ValueError.
            tls.settimeout(deadline - time.monotonic())
        if buffer:  # the stream has ended, or no room is left
            raise EOFError("a line without its end")
        tls.unwrap()  # say goodbye, as the client did


def work(listener):
    """One client after the other; an error ends only one of them."""
    while True:
        try:
            conn, _ = listener.accept()
            serve(conn)
        except (EOFError, OSError, ValueError) as error:
            print("given up:", getattr(error, "reason", None) or error)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder, "localhost.pem")
    file.write_text(PEM)
    context.load_cert_chain(file)  # your own: its path, no more

with socket.create_server(("127.0.0.1", 25790)) as listener:
    print("waiting on 127.0.0.1:25790")
    for _ in range(19):  # and one more: so many at the same time
        threading.Thread(target=work, args=[listener]).start()
    work(listener)
