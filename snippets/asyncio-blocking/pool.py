"""All threads of the pool are busy: who else waits for one?"""

import asyncio
import concurrent.futures
import socket

THREADS = 2


async def look_up():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(2):
            await loop.getaddrinfo("127.0.0.1", 80)
        print("look-up: done")
    except TimeoutError:
        print("look-up: no thread for it in two seconds")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(
        concurrent.futures.ThreadPoolExecutor(THREADS)
    )
    await look_up()
    one, other = socket.socketpair()
    with one, other:
        one.settimeout(10)
        busy = [
            asyncio.create_task(asyncio.to_thread(one.recv, 1))
            for _ in range(2)
        ]
        await asyncio.wait(busy, timeout=0)  # let them begin
        print("two threads wait in recv")
        await look_up()
        other.sendall(b"xx")
        await asyncio.wait(busy)
    await look_up()


asyncio.run(main())
