"""Two tasks for one connection: what if one of them fails?"""

import asyncio
import socket


async def listen(reader):
    """Read to the end of a peer that stays."""
    try:
        await reader.read()
    except asyncio.CancelledError:
        print("  listen: cancelled")
        raise


async def speak():
    raise ValueError("nothing to say")


async def with_gather(reader):
    await asyncio.gather(listen(reader), speak())


async def with_group(reader):
    async with asyncio.TaskGroup() as group:
        group.create_task(listen(reader))
        group.create_task(speak())


async def main():
    for conversation in with_gather, with_group:
        print(conversation.__name__)
        one, other = socket.socketpair()
        reader, writer = await asyncio.open_connection(sock=one)
        try:
            await conversation(reader)
        except* ValueError as group:
            print("  ValueError:", *group.exceptions)
        running = asyncio.all_tasks() - {asyncio.current_task()}
        print("  tasks that go on:", len(running))
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)
        other.close()
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
