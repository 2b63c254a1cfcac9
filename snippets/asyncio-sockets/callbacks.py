"""What the loop calls, and when.

Shows what one recv returns.
"""

import asyncio
import socket

LONG = 2_000_000


class Show(asyncio.Protocol):
    def connection_made(self, transport):
        print("connection_made")
        self.transport = transport

    def data_received(self, data):
        print("data_received", data)
        got.put_nowait(data)
        if data.endswith(b"\n"):
            print("  write", LONG, "bytes")
            self.transport.write(bytes(LONG))
            print("  write has returned")

    def pause_writing(self):
        print("pause_writing")

    def resume_writing(self):
        print("resume_writing")

    def eof_received(self):
        print("eof_received")

    def connection_lost(self, error):
        print("connection_lost", error)
        lost.set()


async def main():
    global got, lost
    got, lost = asyncio.Queue(), asyncio.Event()
    loop = asyncio.get_running_loop()
    one, peer = socket.socketpair()
    peer.setblocking(False)
    await loop.create_connection(Show, sock=one)
    with peer:
        for piece in b"1 2", b" 3\n":
            await loop.sock_sendall(peer, piece)
            await got.get()
        print("the peer reads all, then ends")
        left = LONG
        while left:
            left -= len(await loop.sock_recv(peer, left))
        peer.shutdown(socket.SHUT_WR)
        await lost.wait()


asyncio.run(main())
