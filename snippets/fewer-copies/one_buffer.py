"""Two traps of one buffer that is used again and again.

Shows what one recv returns.
"""

import socket

sender, reader = socket.socketpair()
with sender, reader:
    buffer = bytearray(5)
    view = memoryview(buffer)

    sender.sendall(b"first")
    size = reader.recv_into(buffer)
    shown, copied = view[:size], bytes(view[:size])

    sender.sendall(b"2nd")
    size = reader.recv_into(buffer)
    print("recv_into returned", size)
    print("the buffer:        ", bytes(buffer))
    print("the first, a view: ", bytes(shown))
    print("the first, a copy: ", copied)

    try:
        buffer += b"more"
    except BufferError as error:
        print("BufferError:", error)
    shown.release()
    view.release()
    buffer += b"more"
    print("all views released:", bytes(buffer))
