"""Wrong on purpose: except BaseException swallows a time-out."""

import asyncio
import socket


async def read(reader):
    """A line; b"" if anything goes wrong."""
    try:
        return await reader.readline()
    except BaseException:  # a bare except: is the same
        return b""


async def main():
    one, other = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=one)
    try:
        async with asyncio.timeout(0.2) as limit:
            for number in 1, 2:
                line = await read(reader)
                print("read", number, "returned", line)
                if number == 1:
                    other.sendall(b"late\n")
        print("no TimeoutError; expired:", limit.expired())
    except TimeoutError:
        print("TimeoutError")
    other.close()
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
