"""A task that nobody holds is destroyed before it is done."""

import asyncio
import gc


async def wait_for_ever():
    await asyncio.get_running_loop().create_future()


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: print("the loop:", context["message"])
    )
    task = asyncio.create_task(wait_for_ever())
    await asyncio.wait({task}, timeout=0.05)  # let it begin
    print("held: done is", task.done())
    del task
    gc.collect()
    print("nobody holds it any more")


asyncio.run(main())
