"""Stop: nobody new, a while for those at work, then the end.

Not on Windows.
"""

import asyncio
import signal

PATIENCE = 2  # seconds for those at work
stop = asyncio.Event()
tasks, idle = set(), set()
begun = asyncio.Barrier(3)  # the two at work, and main
results = {b"one\n": asyncio.Event(), b"two\n": asyncio.Event()}


def connected(reader, writer):
    """A new connection. No coroutine, so that the task is ours."""
    task = asyncio.create_task(serve(reader, writer))
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def serve(reader, writer):
    task = asyncio.current_task()
    try:
        idle.add(task)
        while not stop.is_set() and (line := await reader.readline()):
            idle.remove(task)
            await begun.wait()
            await results[line].wait()  # work that takes a while
            writer.write(b"done: " + line)
            await writer.drain()
            idle.add(task)
        idle.remove(task)
        writer.close()
        await writer.wait_closed()
    finally:
        idle.discard(task)
        writer.transport.abort()


async def shut_down(server):
    server.close()
    for task in idle:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)
    print("still at work when the time is up:", len(tasks))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await server.wait_closed()


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    clients = [await asyncio.open_connection(*address)
               for _ in range(3)]
    (silent, _), (first, one), (second, two) = clients
    one.write(b"one\n")
    two.write(b"two\n")
    await begun.wait()

    signal.raise_signal(signal.SIGTERM)  # as kill and systemd do
    await stop.wait()  # until the loop has called the handler
    ending = asyncio.create_task(shut_down(server))
    print("the client without a request:", await silent.read())
    results[b"one\n"].set()
    print("the first request:", await first.read())
    print("the second request:", await second.read())
    await ending
    print("the server has ended")
    for _, writer in clients:
        writer.close()


asyncio.run(main())
