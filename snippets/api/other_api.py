"""Let an asyncio server talk to a client with a blocking socket."""

import asyncio
import socket


async def serve(reader, writer):
    """The server's end: streams and coroutines, no socket calls."""
    line = await asyncio.wait_for(reader.readline(), 5)
    print("asyncio read:", line)
    writer.write(line.upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


def client(address):
    """The client's end: one blocking call after the other."""
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(b"hello\n")
        answer = b""
        while data := sock.recv(1024):
            answer += data
    print("the blocking socket read:", answer)


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        address = server.sockets[0].getsockname()
        # A blocking client would stop the event loop: own thread.
        await asyncio.to_thread(client, address)


asyncio.run(main())
