"""Start two asyncio servers at one path.

Not on Windows: Python has no Unix sockets there.
"""

import asyncio
import os
import tempfile


def serve(name, path):
    async def answer(_, writer):
        writer.write(name)
        writer.close()
        await writer.wait_closed()

    return asyncio.start_unix_server(answer, path)


async def who_answers(path):
    reader, writer = await asyncio.open_unix_connection(path)
    print("the client hears", await reader.read())
    writer.close()
    await writer.wait_closed()


async def main(path):
    async with await serve(b"one", path):
        await who_answers(path)
        async with await serve(b"two", path):
            await who_answers(path)


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(os.path.join(folder, "name.sock")))
