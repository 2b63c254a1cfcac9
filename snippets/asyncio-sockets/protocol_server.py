"""Add up the numbers in each line, as an asyncio protocol.

To copy. Serves until Ctrl-C.
"""

import asyncio
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it
sys.stdout.reconfigure(line_buffering=True)  # and no line is lost
LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer
CLIENTS = 100  # at the same time; who comes then is turned away

clients = set()


def answer(line):
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


class Sums(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.buffer = transport, bytearray()
        self.can_write = True
        clients.add(self)
        self.set_deadline()
        if len(clients) > CLIENTS:
            self.give_up("too many clients")

    def set_deadline(self):
        self.timer = asyncio.get_running_loop().call_later(
            PATIENCE, self.give_up, "it took too long"
        )

    def data_received(self, data):  # any piece of the stream
        self.buffer += data
        self.transport.pause_reading()  # until its lines are answered
        self.step()

    def step(self):
        """Answer a line, if there is one and the client reads."""
        if self.transport.is_closing() or not self.can_write:
            return
        end = self.buffer.find(b"\n", 0, LIMIT + 1)
        if end >= 0:
            line = bytes(self.buffer[:end]).removesuffix(b"\r")
            del self.buffer[:end + 1]
            self.transport.write(answer(line).encode() + b"\n")
            self.timer.cancel()
            self.set_deadline()
            asyncio.get_running_loop().call_soon(self.step)
        elif len(self.buffer) > LIMIT:
            self.give_up(f"a line of more than {LIMIT} bytes")
        else:
            self.transport.resume_reading()

    def pause_writing(self):  # more waits than the high-water mark
        self.can_write = False

    def resume_writing(self):  # no more than the low one
        self.can_write = True
        self.step()

    def eof_received(self):  # and the transport closes itself
        if self.buffer:
            self.give_up("the stream ended inside a line")

    def connection_lost(self, error):  # once, whoever ended it
        self.timer.cancel()
        clients.remove(self)
        if error:
            print("given up:", error)

    def give_up(self, why):
        print("given up:", why)
        self.transport.abort()


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sums, "127.0.0.1", 25741)
    print("waiting on 127.0.0.1:25741")
    await server.serve_forever()


asyncio.run(main())
