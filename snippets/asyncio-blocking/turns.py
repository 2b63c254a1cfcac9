"""Ann has sent a thousand lines, Bob one: who is served when?

Shows what one recv returns.
"""

import asyncio
import socket


async def try_it(yields):
    served = []

    async def serve(name, lines):
        one, other = socket.socketpair()
        other.sendall(lines)
        other.close()
        reader, writer = await asyncio.open_connection(sock=one)
        while await reader.readline():
            served.append(name)
            if yields:
                await asyncio.sleep(0)
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(
        serve("Ann", b"one of many\n" * 1000),
        serve("Bob", b"a single one\n"),
    )
    before = served.index("Bob")
    print("  lines of Ann before Bob's, all:", before == 1000)
    print("  at most ten:", before <= 10)


print("await reader.readline() only:")
asyncio.run(try_it(yields=False))
print("await asyncio.sleep(0) after each line:")
asyncio.run(try_it(yields=True))
