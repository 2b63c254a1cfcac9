"""Press Ctrl-C in each call that waits.

Linux only: a full queue keeps connect waiting.
"""

import asyncio
import select
import signal
import socket
import threading

MAIN = threading.get_ident()
# A shell may have started this program with Ctrl-C ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)


def press_ctrl_c():
    """What the terminal does, a moment after the call began."""
    signal.pthread_kill(MAIN, signal.SIGINT)


def interrupt(title, call, *arguments):
    threading.Timer(0.5, press_ctrl_c).start()
    ended_by = "its own result"
    try:
        call(*arguments)
    except KeyboardInterrupt:
        ended_by = "KeyboardInterrupt"
    print(f"{title:10} ended by {ended_by}")


async def wait_for_data(sock):
    try:
        await asyncio.get_running_loop().sock_recv(sock, 1024)
    except asyncio.CancelledError:
        print(f"{'':10} the task was cancelled, and cleans up")
        raise


with (
    socket.create_server(("127.0.0.1", 0), backlog=0) as listener,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as first,
    socket.socket(socket.AF_INET, socket.SOCK_STREAM) as second,
):
    address = listener.getsockname()
    # No time-outs: most of these calls would wait for ever.
    interrupt("accept", listener.accept)
    first.connect(address)
    interrupt("connect", second.connect, address)
    conn, _ = listener.accept()
    with conn:
        interrupt("recv", conn.recv, 1024)
        interrupt("sendall", conn.sendall, bytes(100_000_000))
        interrupt("select", select.select, [conn], [], [])
        conn.setblocking(False)
        interrupt("asyncio", asyncio.run, wait_for_data(conn))
