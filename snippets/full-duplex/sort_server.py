"""Sort lines: the answer can only begin when the input has ended."""

import socket

LIMIT = 10_000

with socket.create_server(("127.0.0.1", 25371)) as listener:
    listener.settimeout(10)
    conn, _ = listener.accept()
    conn.settimeout(10)
    with conn:
        text = b""
        while len(text) < LIMIT and (data := conn.recv(1024)):
            text += data
        lines = text.splitlines(keepends=True)
        print("end of the input:", len(lines), "lines")
        conn.sendall(b"".join(sorted(lines)))
        print("the answer is sent")
