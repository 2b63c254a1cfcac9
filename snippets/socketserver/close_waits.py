"""Stop a server while a client is connected, who says nothing."""

import socket
import socketserver
import threading


class Silent(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"!")
        self.rfile.readline(100)


class Patient(socketserver.ThreadingTCPServer):
    pass


class Hasty(socketserver.ThreadingTCPServer):
    daemon_threads = True


for kind in Patient, Hasty:
    print(kind.__name__)
    server = kind(("127.0.0.1", 0), Silent)
    threading.Thread(target=server.serve_forever).start()
    with socket.create_connection(server.server_address, 10) as client:
        client.recv(1024)
        server.shutdown()
        closing = threading.Thread(target=server.server_close)
        closing.start()
        closing.join(0.5 if kind is Patient else 10)
        print("   server_close returned:", not closing.is_alive())
    print("   the client goes")
    closing.join()
    print("   server_close returned:", not closing.is_alive())

# Daemon threads are not waited for when a program ends.
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join()
