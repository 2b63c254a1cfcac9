"""One thread sends and receives at both ends, whatever is possible."""

import hashlib
import selectors
import socket

DATA = {"client": b"C" * 5_000_000, "server": b"S" * 5_000_000}

with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), timeout=5)
    server, _ = listener.accept()

READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
unsent = {name: memoryview(data) for name, data in DATA.items()}
received = {"client": hashlib.sha256(), "server": hashlib.sha256()}

with client, server, selectors.DefaultSelector() as selector:
    for name, sock in ("client", client), ("server", server):
        sock.setblocking(False)
        selector.register(sock, READ | WRITE, name)

    while selector.get_map():
        ready = selector.select(10)
        if not ready:
            raise TimeoutError("nothing has moved for ten seconds")
        for key, events in ready:
            sock, name, wanted = key.fileobj, key.data, key.events
            if events & WRITE:
                unsent[name] = unsent[name][sock.send(unsent[name]):]
                if not unsent[name]:
                    sock.shutdown(socket.SHUT_WR)
                    wanted &= ~WRITE
            if events & READ:
                if data := sock.recv(65536):
                    received[name].update(data)
                else:
                    wanted &= ~READ
            # Each direction ends by itself; the socket, with both.
            if wanted:
                selector.modify(sock, wanted, name)
            else:
                selector.unregister(sock)

for name, other in ("client", "server"), ("server", "client"):
    same = hashlib.sha256(DATA[other]).digest()
    print(f"the {name} has all that the {other} sent:",
          received[name].digest() == same)
