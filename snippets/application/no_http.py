"""Answer an HTTP request with nonsense: who notices, and when?"""

import http.client
import socket
import threading

REST = b"\r\nContent-Length: 5\r\n\r\nhello"
REPLIES = b"HTTP/1.1 200 OK" + REST, b"HTPT/1.1 002 KO" + REST


def serve():
    for reply in REPLIES[0], REPLIES[0], REPLIES[1], REPLIES[1]:
        conn, peer = listener.accept()
        conn.settimeout(5)
        with conn, conn.makefile("rb") as stream:
            while stream.readline(1000) not in (b"\r\n", b""):
                pass
            conn.sendall(reply)


def by_hand():
    """All that comes, without a look at it."""
    with socket.create_connection(address, timeout=5) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")
        with sock.makefile("rb") as stream:
            return stream.read(1000)


def by_library():
    """What http.client makes of the same bytes."""
    client = http.client.HTTPConnection(*address, timeout=5)
    try:
        client.request("GET", "/")
        return f"the body is {client.getresponse().read()}"
    except http.client.HTTPException as error:
        return f"refused with {type(error).__name__}"
    finally:
        client.close()


with socket.create_server(("127.0.0.1", 0)) as listener:
    listener.settimeout(5)
    address = listener.getsockname()
    server = threading.Thread(target=serve)
    server.start()
    for reply in REPLIES:
        print("the server sends", reply[:15])
        print("  recv delivers all of it:", by_hand() == reply)
        print("  http.client:", by_library())
    server.join()
