"""Print the line in which each thread of a program waits."""

import socket
import sys
import threading
import traceback


def show_threads():
    """The line of this file that each of the other threads is in."""
    frames = sys._current_frames()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            stack = traceback.extract_stack(frames[thread.ident])
            *_, last = [f for f in stack if f.filename == __file__]
            print(f"{thread.name}, line {last.lineno}: {last.line}")


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
    client.sendall(b"?")
    print("answer:", client.recv(1024))
    try:
        print("answer:", client.recv(1024))
    except TimeoutError:
        print("no answer")
    client.shutdown(socket.SHUT_WR)
    server.join()
