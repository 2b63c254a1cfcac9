"""Pass bytes on to a slow reader, and hold only so many of them."""

import select
import socket
import threading

HIGH = 50_000  # bytes held, from which on no more are read
PIECE = 16_384
SIZE = 1_000_000
most = 0


def relay(inlet, outlet):
    global most
    buffer, ended = bytearray(), False
    while buffer or not ended:
        read_from = [inlet] if not ended and len(buffer) < HIGH else []
        write_to = [outlet] if buffer else []
        readable, writable, _ = select.select(read_from, write_to, [])
        if readable:
            piece = inlet.recv(PIECE)
            ended = not piece
            buffer += piece
            most = max(most, len(buffer))
        if writable:
            del buffer[:outlet.send(buffer)]
    outlet.shutdown(socket.SHUT_WR)


source, inlet = socket.socketpair()
outlet, sink = socket.socketpair()
with source, inlet, outlet, sink:
    outlet.setblocking(False)
    thread = threading.Thread(target=relay, args=[inlet, outlet])
    thread.start()
    source.settimeout(0.5)
    sent = 0
    try:
        while sent < SIZE:
            sent += source.send(bytes(PIECE))
        print("the source was not stopped")
    except TimeoutError:
        print("the source was stopped; nobody reads")
    source.shutdown(socket.SHUT_WR)

    received = 0
    while piece := sink.recv(PIECE):
        received += len(piece)
    thread.join()
    print("all that was sent has arrived:", received == sent)
    print("never more held than the bound and a piece:",
          most <= HIGH + PIECE)
