"""Not on Windows: in asyncio the error comes to error_received."""

import asyncio

ADDRESS = ("127.0.0.1", 25523)  # nobody is there at first


class Peer(asyncio.DatagramProtocol):
    def __init__(self, name):
        self.name = name
        self.news = asyncio.Queue()

    def datagram_received(self, data, addr):
        self.news.put_nowait(f"{self.name} received {data}")

    def error_received(self, error):
        self.news.put_nowait(f"{self.name}: {error}")


async def main():
    loop = asyncio.get_running_loop()
    to_client, client = await loop.create_datagram_endpoint(
        lambda: Peer("client"), remote_addr=ADDRESS)
    to_client.sendto(b"one")
    print(await asyncio.wait_for(client.news.get(), 5))

    to_server, server = await loop.create_datagram_endpoint(
        lambda: Peer("server"), local_addr=ADDRESS)
    to_client.sendto(b"two")
    print(await asyncio.wait_for(server.news.get(), 5))
    for transport in to_client, to_server:
        transport.close()


asyncio.run(main())
