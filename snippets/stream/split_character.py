"""One character arrives in two pieces.

Shows what one recv returns.
"""

import codecs
import socket

TEXT = "粘包"
data = TEXT.encode()
print(len(TEXT), "characters,", len(data), "bytes:", data.hex(" "))

left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    decoder = codecs.getincrementaldecoder("utf-8")()
    text = ""
    # Cut inside the second character.
    for part in (data[:4], data[4:]):
        left.sendall(part)
        piece = right.recv(1024)
        try:
            print(f"decode:      {piece.decode()!r}")
        except UnicodeDecodeError as error:
            print("decode:      UnicodeDecodeError:", error.reason)
        new = decoder.decode(piece)
        print(f"incremental: {new!r}")
        text += new
    # final=True: an error if half a character is left over.
    text += decoder.decode(b"", final=True)
    print("text intact:", text == TEXT)
