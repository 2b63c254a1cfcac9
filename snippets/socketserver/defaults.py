"""What the servers of socketserver do if you do not say otherwise."""

import http.server
import socketserver

for server in (socketserver.ThreadingTCPServer,
               http.server.ThreadingHTTPServer):
    print(server.__name__)
    # One of them says 1 where it means True.
    print("   allow_reuse_address =", bool(server.allow_reuse_address))
    print("   request_queue_size =", server.request_queue_size)
    print("   daemon_threads =", server.daemon_threads)
    print("   block_on_close =", server.block_on_close)

handler = socketserver.StreamRequestHandler
print("StreamRequestHandler.timeout =", handler.timeout)
