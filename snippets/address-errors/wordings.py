"""The same error, worded by bind, create_server and asyncio.

Linux only: other systems have other numbers.
"""

import asyncio
import socket
import textwrap

ADDRESS = "127.0.0.1", 25450


def show(name, error):
    print(f"{name}:")
    # What asyncio adds behind a colon differs between versions.
    message = str(error).partition(": ")[0]
    print(textwrap.indent(textwrap.fill(message, 60), "  "))


async def serve():
    await asyncio.start_server(lambda reader, writer: None, *ADDRESS)


with socket.create_server(ADDRESS), socket.socket() as second:
    try:
        second.bind(ADDRESS)
    except OSError as error:
        show("bind", error)
    try:
        socket.create_server(ADDRESS)
    except OSError as error:
        show("create_server", error)
    try:
        asyncio.run(serve())
    except OSError as error:
        show("asyncio.start_server", error)
