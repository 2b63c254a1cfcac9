"""Write to a peer that is gone: which line raises, and when?"""

import asyncio
import socket
import struct


async def connect():
    """A reader, a writer, and the socket at the other end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        reader, writer = await asyncio.open_connection(*address)
        return reader, writer, listener.accept()[0]


async def send(writer):
    writer.write(b"hello")
    print("  write: no error")
    try:
        await writer.drain()
        print("  drain: no error")
    except ConnectionError as error:
        print(f"  drain: {type(error).__name__}: {error}")


async def end(writer):
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError as error:
        print(f"  wait_closed: {type(error).__name__}: {error}")


async def main():
    print("the peer has closed:")
    reader, writer, conn = await connect()
    conn.close()
    print("  read:", await reader.read())
    await send(writer)
    await send(writer)
    await send(writer)
    await end(writer)

    print("the peer has reset the connection:")
    reader, writer, conn = await connect()
    # Linger: on, for zero seconds. Close sends a RST.
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", 1, 0))
    conn.close()
    try:
        await reader.read()
    except ConnectionError as error:
        print(f"  read: {type(error).__name__}: {error}")
    await send(writer)
    await end(writer)


asyncio.run(main())
