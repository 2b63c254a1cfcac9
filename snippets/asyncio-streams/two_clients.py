"""One thread serves two clients, and one of them is slow."""

import asyncio
import threading


async def serve(reader, writer):
    """Answer one line."""
    line = await reader.readline()
    writer.write(line.upper())
    writer.close()
    await writer.wait_closed()


async def connect(server):
    address = server.sockets[0].getsockname()
    return await asyncio.open_connection(*address)


async def read(name, reader):
    try:
        async with asyncio.timeout(2):
            print(name, "received", await reader.read())
    except TimeoutError:
        print(name, "received nothing in two seconds")


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        slow_reader, slow = await connect(server)
        quick_reader, quick = await connect(server)
        slow.write(b"I am ")
        print("slow: sent half a line")
        quick.write(b"be quick\n")
        await read("quick:", quick_reader)
        slow.write(b"slow\n")
        await read("slow:", slow_reader)
        print("threads:", threading.active_count())
        for writer in slow, quick:
            writer.close()
            await writer.wait_closed()


asyncio.run(main())
