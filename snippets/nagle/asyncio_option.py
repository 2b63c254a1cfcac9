"""Ask asyncio's sockets whether TCP_NODELAY is set."""

import asyncio
import socket


def nodelay(writer):
    sock = writer.get_extra_info("socket")
    return bool(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


async def visit(reader, writer):
    print("  accepted:", nodelay(writer))
    writer.close()
    await writer.wait_closed()


async def look(server, **where):
    async with server, asyncio.timeout(10):
        reader, writer = await asyncio.open_connection(**where)
        await reader.read()
        print("  connected:", nodelay(writer))
        writer.close()
        await writer.wait_closed()


async def main():
    print("asyncio makes the sockets")
    server = await asyncio.start_server(visit, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    await look(server, host=host, port=port)

    print("you make them")
    listener = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.start_server(visit, sock=listener)
    mine = socket.socket()
    mine.connect(listener.getsockname())
    await look(server, sock=mine)


asyncio.run(main())
