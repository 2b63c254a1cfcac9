"""Watch HTTP do the work of three OSI layers inside one protocol."""

import gzip
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self):
        # Dialogue: the second request must say that it is the second.
        visit = 2 if self.headers["Cookie"] == "visit=1" else 1
        # Representation: a dict becomes JSON, UTF-8, and then gzip.
        body = gzip.compress(json.dumps({"visit": visit}).encode())
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"visit={visit}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


def get(headers):
    connection = http.client.HTTPConnection(*address, timeout=10)
    try:
        connection.request("GET", "/", headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


with HTTPServer(("127.0.0.1", 0), Handler) as server:
    address = server.server_address
    thread = threading.Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    headers = {}
    try:
        for number in 1, 2:
            answer, body = get(headers)
            coding = answer.headers["Content-Encoding"]
            if coding == "gzip":
                body = gzip.decompress(body)
            headers = {"Cookie": answer.headers["Set-Cookie"]}
            print("connection", number)
            print("  application  GET / ->", answer.status,
                  answer.reason)
            print("  presentation", answer.headers["Content-Type"],
                  coding, json.loads(body))
            print("  session     ", headers["Cookie"])
    finally:
        server.shutdown()
        thread.join()
