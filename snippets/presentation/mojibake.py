"""Send one text in two encodings; read each with each table."""

import socket

text = "汉字 é"

left, right = socket.socketpair()
with left, right:
    right.settimeout(5)
    for sent in "utf-8", "gb18030":
        data = text.encode(sent)
        left.sendall(data)
        with right.makefile("rb") as stream:
            data = stream.read(len(data))
        print(f"{sent}: {data.hex(' ')}")
        for table in "utf-8", "gb18030", "latin-1":
            try:
                result = repr(data.decode(table))
            except UnicodeDecodeError as error:
                result = f"no: {error.reason}"
            print(f"   as {table:8} {result}")
