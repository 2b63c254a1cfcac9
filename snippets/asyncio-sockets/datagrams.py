"""Answer datagrams: with sock_recvfrom, and with a protocol."""

import asyncio
import socket


def new_socket():
    sock = socket.socket(type=socket.SOCK_DGRAM)
    sock.setblocking(False)
    sock.bind(("127.0.0.1", 0))
    return sock


async def answer(sock):
    """As a coroutine. From Python 3.11 on."""
    loop = asyncio.get_running_loop()
    while True:
        data, sender = await loop.sock_recvfrom(sock, 2048)
        await loop.sock_sendto(sock, data.upper(), sender)


class Answer(asyncio.DatagramProtocol):
    """As a protocol."""

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, sender):
        self.transport.sendto(data.upper(), sender)


async def ask(name, address):
    loop = asyncio.get_running_loop()
    with new_socket() as sock:
        async with asyncio.timeout(10):
            for data in b"hello", b"bye":
                await loop.sock_sendto(sock, data, address)
                reply, _ = await loop.sock_recvfrom(sock, 2048)
                print(f"{name}: {data} -> {reply}")


async def main():
    loop = asyncio.get_running_loop()
    with new_socket() as sock:
        task = asyncio.create_task(answer(sock))
        await ask("coroutine", sock.getsockname())
        task.cancel()
        await asyncio.wait({task})

    transport, _ = await loop.create_datagram_endpoint(
        Answer, local_addr=("127.0.0.1", 0)
    )
    await ask("protocol", transport.get_extra_info("sockname"))
    transport.close()


asyncio.run(main())
