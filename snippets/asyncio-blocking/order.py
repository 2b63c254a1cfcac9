"""One handler blocks: what becomes of the other client?"""

import asyncio
import socket


async def ask_database(database):
    return database.recv(1)


async def ask_in_thread(database):
    return await asyncio.to_thread(database.recv, 1)


async def try_with(ask, patience):
    database, far = socket.socketpair()
    database.settimeout(patience)
    one, ann = socket.socketpair()
    other, bob = socket.socketpair()

    async def serve_ann(reader, writer):
        await reader.readline()
        bob.sendall(b"hello\n")
        print("  Ann's handler asks the database; Bob says hello")
        try:
            print("  Ann's handler has", await ask(database))
        except TimeoutError:
            print("  Ann's handler: no answer in time")
        writer.close()

    async def serve_bob(reader, writer):
        print("  Bob's handler has", await reader.readline())
        far.sendall(b"7")  # only now does the database answer
        writer.close()

    ann.sendall(b"a question\n")
    with database, far, ann, bob:
        await asyncio.gather(
            serve_ann(*await asyncio.open_connection(sock=one)),
            serve_bob(*await asyncio.open_connection(sock=other)),
        )


print("recv in the coroutine:")
asyncio.run(try_with(ask_database, 1))
print("recv in a thread:")
asyncio.run(try_with(ask_in_thread, 10))
