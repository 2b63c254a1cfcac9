"""A queue inside the program: without a bound, and with one."""

import queue
import socket
import threading

BLOCK, BLOCKS = bytes(65536), 400


def read_into(sock, pieces):
    """Read always, and leave what comes to somebody else."""
    try:
        while piece := sock.recv(65536):
            pieces.put(piece, timeout=2)
    except queue.Full:
        pass


for size in 0, 10:  # 0: no bound
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sender = socket.create_connection(listener.getsockname())
        reader, _ = listener.accept()
    pieces = queue.Queue(size)
    thread = threading.Thread(target=read_into, args=[reader, pieces])
    thread.start()
    with sender, reader:
        sender.settimeout(1)
        try:
            for _ in range(BLOCKS):
                sender.sendall(BLOCK)
            print(f"Queue({size}): the sender was not stopped")
        except TimeoutError:
            print(f"Queue({size}): the sender was stopped")
        sender.shutdown(socket.SHUT_WR)
        thread.join()
    # Nobody has taken anything out of the queue.
    held = sum(len(piece) for piece in pieces.queue)
    print(f"   held in the program: all {len(BLOCK) * BLOCKS} bytes:",
          held == len(BLOCK) * BLOCKS)
