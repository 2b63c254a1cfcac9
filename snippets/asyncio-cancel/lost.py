"""A task fails, and nobody waits for it: who hears of that?"""

import asyncio
import gc

running = set()


def show(loop, context):
    """What the loop would log."""
    print("the loop:", context["message"])
    print("         ", repr(context.get("exception")))


async def save(line):
    raise OSError("the disk is full")


def start(coroutine):
    """A task that is held until it is done, and then looked at."""
    task = asyncio.create_task(coroutine)
    running.add(task)
    task.add_done_callback(finish)


def finish(task):
    running.discard(task)
    if not task.cancelled() and task.exception():
        print("finish:", repr(task.exception()))


async def main():
    asyncio.get_running_loop().set_exception_handler(show)
    task = asyncio.create_task(save("one"))
    await asyncio.wait({task})
    print("it has failed, and all is quiet")
    del task
    gc.collect()

    start(save("two"))
    await asyncio.wait(running)


asyncio.run(main())
