"""Add up the numbers in each line, with socketserver.

To copy. Serves until Ctrl-C.
"""

import signal
import socketserver
import sys
import threading
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
ADDRESS = ("127.0.0.1", 25703)
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
CLIENTS = 20  # served at the same time; more have to wait


class Sums(socketserver.BaseRequestHandler):
    def handle(self):
        for line in self.lines():
            self.request.settimeout(PATIENCE)  # for all of sendall
            self.request.sendall(self.answer(line).encode() + b"\n")

    def lines(self):
        """Yield each line without its end, which is \\n or \\r\\n."""
        buffer = b""
        while True:
            deadline = time.monotonic() + PATIENCE
            while b"\n" not in buffer[:LIMIT + 1]:
                if len(buffer) > LIMIT:
                    raise ValueError(f"a line of over {LIMIT} bytes")
                # When it is too late, this is negative: ValueError.
                self.request.settimeout(deadline - time.monotonic())
                piece = self.request.recv(1024)
                if not piece:
                    if buffer:
                        raise EOFError("the stream ended inside a line")
                    return
                buffer += piece
            line, _, buffer = buffer.partition(b"\n")
            yield line.removesuffix(b"\r")

    def answer(self, line):
        try:
            return str(sum(map(int, line.decode().split())))
        except ValueError:  # no numbers, too many digits, or not UTF-8
            return "numbers, please"


class Server(socketserver.ThreadingTCPServer):
    # On Windows others could then take the port.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = 128  # for those who have to wait
    free = threading.Semaphore(CLIENTS)

    def process_request(self, request, client_address):
        self.free.acquire()
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        super().shutdown_request(request)
        self.free.release()

    def handle_error(self, request, client_address):
        error = sys.exception()
        print("given up:", str(error) or type(error).__name__)


try:
    server = Server(ADDRESS, Sums)
except OSError as error:  # which does not name the address
    sys.exit("{}:{}: {}".format(*ADDRESS, error))
with server:
    print("waiting on {}:{}".format(*ADDRESS))
    server.serve_forever()
