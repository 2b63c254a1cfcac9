"""Accept a connection only when there is a place to serve it."""

import asyncio
import socket

CLIENTS = 5
PLACES = 2


async def serve(conn, places, greeted):
    loop = asyncio.get_running_loop()
    try:
        with conn:
            await loop.sock_sendall(conn, b"your turn\n")
            greeted.put_nowait(True)
            await loop.sock_recv(conn, 1024)  # until the client leaves
    except OSError as error:  # ends this connection, not the server
        print("  given up:", error)
    finally:
        places.release()


async def accept(listener, greeted):
    loop = asyncio.get_running_loop()
    places = asyncio.Semaphore(PLACES)
    async with asyncio.TaskGroup() as group:
        while True:
            await places.acquire()
            conn, _ = await loop.sock_accept(listener)
            group.create_task(serve(conn, places, greeted))


async def main():
    loop = asyncio.get_running_loop()
    greeted = asyncio.Queue()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        server = asyncio.create_task(accept(listener, greeted))
        clients = []
        for _ in range(CLIENTS):
            client = socket.socket()
            client.setblocking(False)
            await loop.sock_connect(client, listener.getsockname())
            clients.append(client)
        print("connected:", CLIENTS)
        for _ in range(PLACES):
            await greeted.get()
        try:
            async with asyncio.timeout(1):
                await greeted.get()
        except TimeoutError:
            print("served:", PLACES, "and nobody else in a second")
        clients.pop(0).close()
        await greeted.get()
        print("one leaves, the next is served")
        server.cancel()
        await asyncio.wait({server})
        for client in clients:
            client.close()


asyncio.run(main())
