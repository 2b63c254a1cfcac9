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
        transport.set_write_buffer_limits(high=0)  # answers one by one
        self.loop = asyncio.get_running_loop()
        self.timer = self.loop.call_later(PATIENCE, self.give_up)
        clients.add(self)
        if len(clients) > CLIENTS:
            self.give_up("too many clients")

    def data_received(self, data):  # any piece of the stream
        self.buffer += data
        self.transport.pause_reading()  # until its lines are answered
        self.step()

    def step(self):
        """Answer a line, if there is one and the client reads."""
        transport = self.transport
        if transport.is_closing() or transport.get_write_buffer_size():
            return
        end = self.buffer.find(b"\n", 0, LIMIT + 1)
        if end >= 0:
            text = answer(self.buffer[:end])
            del self.buffer[:end + 1]
            transport.write(text.encode() + b"\n")
            self.timer.cancel()
            self.timer = self.loop.call_later(PATIENCE, self.give_up)
            self.loop.call_soon(self.step)  # after the others' turn
        elif len(self.buffer) > LIMIT:
            self.give_up(f"a line of more than {LIMIT} bytes")
        else:
            transport.resume_reading()

    def resume_writing(self):  # the answer is sent
        self.loop.call_soon(self.step)  # which may abort; not in here

    def connection_lost(self, error):  # once, whoever ended it
        self.timer.cancel()
        clients.remove(self)
        if error or self.buffer:
            print("given up:", error or "the stream ended in a line")

    def give_up(self, why="it took too long"):
        print("given up:", why)
        self.buffer.clear()
        self.transport.abort()


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sums, "127.0.0.1", 25741)
    print("waiting on 127.0.0.1:25741")
    await server.serve_forever()


asyncio.run(main())
