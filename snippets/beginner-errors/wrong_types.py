"""Arguments of the wrong kind, and what Python says to each."""

import socket


def attempt(text, call, *arguments):
    print(text)
    try:
        call(*arguments)
    except (TypeError, OverflowError, OSError) as error:
        print(f"  {type(error).__name__}: {error}")


host = "127.0.0.1"
sock = socket.socket()
udp = socket.socket(type=socket.SOCK_DGRAM)
with sock, udp:
    attempt('sendall("hello")', sock.sendall, "hello")
    attempt("sendall(5)", sock.sendall, 5)
    attempt("connect(host, 80)", sock.connect, host, 80)
    attempt('connect((host, "80"))', sock.connect, (host, "80"))
    attempt("connect(host)", sock.connect, host)
    attempt("connect([host, 80])", sock.connect, [host, 80])
    attempt("connect((host, 80, 0))", sock.connect, (host, 80, 0))
    attempt("connect((None, 80))", sock.connect, (None, 80))
    attempt("connect((host, 70000))", sock.connect, (host, 70000))
    attempt("bind((host, -1))", sock.bind, (host, -1))
    attempt('settimeout("5")', sock.settimeout, "5")
    attempt("sendto(address, data)", udp.sendto, (host, 9), b"hello")
