"""A blocking call inside a coroutine stops all the others."""

import asyncio
import logging
import re
import socket
import time


def show(record):
    """Print a warning of asyncio without what differs each time."""
    text = re.sub(r"\d\.\d+", "N", record.getMessage())
    print("asyncio logs:", re.sub(r"<.*>", "<Task ...>", text))


async def blocking():
    one, other = socket.socketpair()
    with one, other:
        one.settimeout(0.3)
        try:
            one.recv(1)  # waits, and the loop with it
        except TimeoutError:
            print("blocking: waited in recv")


async def punctual():
    # Warn of steps that take longer; 0.1 seconds is the default.
    asyncio.get_running_loop().slow_callback_duration = 0.25
    start = time.monotonic()
    await asyncio.wait({asyncio.create_task(blocking())}, timeout=0.1)
    late = time.monotonic() - start
    print("a time-out of 0.1 s came on time:", late < 0.25)


logging.getLogger("asyncio").addFilter(lambda record: show(record))
asyncio.run(punctual(), debug=True)
