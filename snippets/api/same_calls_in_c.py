"""Be a client by the functions of C's library; a Python server.

Not on Windows: the library has another name there.
"""

import ctypes
import os
import socket
import stat

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """Call a C function; -1 is how it says that it has failed."""
    result = getattr(libc, name)(*arguments)
    if result == -1:
        raise OSError(ctypes.get_errno(), name)
    return result


with socket.create_server(("127.0.0.1", 0)) as listener:
    # The kernel writes the address as a C struct of this system.
    address = ctypes.create_string_buffer(128)
    size = ctypes.c_uint32(len(address))
    call("getsockname", listener.fileno(), address, ctypes.byref(size))

    fd = call("socket", int(socket.AF_INET), int(socket.SOCK_STREAM), 0)
    print("C: socket returned the number of a socket:",
          stat.S_ISSOCK(os.fstat(fd).st_mode))
    print("C: connect returned", call("connect", fd, address, size))
    conn, _ = listener.accept()

conn.settimeout(5)
with conn, conn.makefile("rb") as reader:
    text = b"Hello, Python!"
    length = ctypes.c_size_t(len(text))
    print("C: send returned", call("send", fd, text, length, 0))
    print("Python read", reader.read(len(text)))

    text = b"Hello, C!"
    conn.sendall(text)
    buffer = ctypes.create_string_buffer(1024)
    # The flag makes recv wait until all these bytes have come.
    length = ctypes.c_size_t(len(text))
    print("C: recv returned",
          call("recv", fd, buffer, length, int(socket.MSG_WAITALL)))
    print("C: the buffer holds", buffer.value)
    print("C: close returned", call("close", fd))
    print("Python read", reader.read(), "at the end")
