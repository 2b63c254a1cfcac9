"""Linux only, as root: bind port 80, and then give root up."""

import ctypes
import socket
import subprocess
import sys

if len(socket.if_nameindex()) > 1:  # more than lo: a real network
    # Move to an empty one: nothing can leave it, and it vanishes
    # with the program. 0x40000000 is CLONE_NEWNET, unshare(2).
    if ctypes.CDLL(None).unshare(0x40000000):
        sys.exit("root is needed to make a network")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)

SERVER = """
import os, pwd, socket, sys

def become(name):
    user = pwd.getpwnam(name)
    os.setgroups([])         # first the further groups,
    os.setgid(user.pw_gid)   # then the group,
    os.setuid(user.pw_uid)   # and last the user: there is no way back
    if os.getresuid() != (user.pw_uid,) * 3:
        sys.exit("still not " + name)

def attempt(what, call, *args):
    try:
        call(*args)
        print(what, "yes")
    except PermissionError as error:
        print(what, error.strerror)

with socket.socket(fileno=int(sys.argv[1])) as listener:
    become("nobody")
    print("server: user", os.getuid(), "groups", os.getgroups())
    conn, _ = listener.accept()
    with conn:
        conn.sendall(b"welcome at port 80")
with socket.socket() as sock:
    attempt("  bind port 81:", sock.bind, ("127.0.0.1", 81))
attempt("  become root again:", os.setuid, 0)
attempt("  read /etc/shadow:", lambda: open("/etc/shadow").close())
"""

with socket.create_server(("127.0.0.1", 80)) as listener:
    number = listener.fileno()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(number)],
        pass_fds=[number])
with (
    server,
    socket.create_connection(("127.0.0.1", 80), timeout=10) as client,
    client.makefile("rb") as answers,
):
    heard = answers.read(100)
print("the client hears", heard)
