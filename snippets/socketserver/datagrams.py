"""A handler gets each datagram whole, or its beginning only."""

import socket
import socketserver
import threading


class Count(socketserver.DatagramRequestHandler):
    def handle(self):
        data = self.rfile.read()
        self.wfile.write(b"%d bytes came" % len(data))


with socketserver.UDPServer(("127.0.0.1", 0), Count) as server:
    print("max_packet_size =", server.max_packet_size)
    threading.Thread(target=server.serve_forever).start()
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        client.settimeout(10)
        client.connect(server.server_address)
        for size in 100, 8192, 9000:
            client.send(b"x" * size)
            print(f"{size} sent:", client.recv(1024).decode())
    server.shutdown()
