"""Print the line in which each thread of a program waits."""

import socket
import sys
import threading
import traceback


def show_threads():
    """One line a thread: what it is doing now. Call it anywhere."""
    frames = sys._current_frames()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            *_, last = traceback.extract_stack(frames[thread.ident])
            print(f"{thread.name:8} line {last.lineno}: {last.line}")


def serve(conn):
    while data := conn.recv(1024):
        conn.sendall(data)


with socket.create_server(("127.0.0.1", 0)) as listener:
    client = socket.create_connection(listener.getsockname(), 5)
    conn, _ = listener.accept()

with client, conn:
    server = threading.Thread(target=serve, args=[conn], name="server")
    server.start()
    # Half a second from now: what is everybody doing?
    threading.Timer(0.5, show_threads).start()
    client.settimeout(1)
    try:
        client.recv(1024)  # the answer to a question never asked
    except TimeoutError:
        print("no answer")
    client.shutdown(socket.SHUT_WR)
    server.join()
