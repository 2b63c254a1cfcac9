"""What drain does not say: that the peer has it."""

import asyncio
import socket


async def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        reader, writer = await asyncio.open_connection(*address)
        conn, _ = listener.accept()

    with conn:
        writer.write(b"a payment")
        await writer.drain()
        left = writer.transport.get_write_buffer_size()
        print("drain returned; left in the buffer:", left)
        print("read by the peer: nothing yet")
    # That closed the connection, with nine bytes unread.
    try:
        print("the peer's answer:", await reader.read(100))
    except ConnectionResetError as error:
        print(f"instead of an answer: {error}")
    writer.transport.abort()


asyncio.run(main())
