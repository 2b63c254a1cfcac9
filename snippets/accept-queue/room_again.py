"""A client that finds the queue full gets in once there is room.

Linux only: other systems may refuse it instead.
"""

import select
import socket

with socket.socket() as listener, socket.socket() as late:
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    address = listener.getsockname()
    with socket.create_connection(address, timeout=5):
        print("the first client fills the queue")

        late.settimeout(0.2)
        try:
            late.connect(address)
        except TimeoutError:
            print("the second has no answer yet")

        listener.accept()[0].close()
        print("accept has made room")

        # We gave up waiting; the client's kernel did not. It sends
        # its SYN again after a second. The socket becomes writable
        # when the connection is there, or has failed with an error.
        _, ready, _ = select.select([], [late], [], 10)
        error = late.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        print("the second is connected:", late in ready and error == 0)
