"""A semaphore in the handler: who waits, and where?"""

import asyncio

CLIENTS = 5
SERVED = 2


async def main():
    begun = asyncio.Barrier(CLIENTS + 1)
    ended = asyncio.Barrier(CLIENTS + 1)
    places = asyncio.Semaphore(SERVED)
    lines = asyncio.Queue()

    async def serve(reader, writer):
        await begun.wait()
        async with places:
            lines.put_nowait(await reader.readline())
            await reader.read()  # until the client leaves
        writer.close()
        await writer.wait_closed()
        await ended.wait()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    clients = []
    for _ in range(CLIENTS):
        _, writer = await asyncio.open_connection(*address)
        writer.write(b"hello\n")
        clients.append(writer)
    async with asyncio.timeout(20):
        await begun.wait()
        print("accepted, and their handlers have begun:", CLIENTS)
        for number in range(1, CLIENTS + 1):
            try:
                async with asyncio.timeout(2):
                    await lines.get()
                print("served:", number)
            except TimeoutError:
                print("nobody else in two seconds")
                break
        for writer in clients:
            writer.close()
            await writer.wait_closed()
        await ended.wait()
    print("when these have left, the rest:", lines.qsize())
    server.close()


asyncio.run(main())
