"""The largest port number is 65535, because the field has 16 bits."""

import socket
import struct

print("bits in the field:", 8 * struct.calcsize("!H"))

for port in (65535, 65536, -1):
    print("port", port)
    try:
        print("   in the field:", struct.pack("!H", port).hex(" "))
    except struct.error:
        print("   in the field: does not fit")
    with socket.socket() as sock:
        try:
            sock.bind(("127.0.0.1", port))
            print("   bind: accepted")
        except OverflowError as error:
            print("   bind: OverflowError:", error)
