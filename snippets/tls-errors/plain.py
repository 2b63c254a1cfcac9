"""One end speaks TLS, the other does not: what each of them says."""

import socket
import ssl
import threading


def speak_tls(sock, server):
    """Shake hands as the server or the client; the error."""
    if server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    else:
        context = ssl.create_default_context()
    name = None if server else "localhost"
    try:
        context.wrap_socket(
            sock, server_side=server, server_hostname=name,
        ).close()
    except ssl.SSLError as error:
        print("  TLS:", error.reason)


def meet(first_bytes, server):
    one, other = socket.socketpair()
    arguments = [one, server]
    thread = threading.Thread(target=speak_tls, args=arguments)
    thread.start()
    with other:
        other.settimeout(10)
        other.sendall(first_bytes)
        thread.join()
        try:
            answer = other.recv(5, socket.MSG_WAITALL).hex(" ")
        except ConnectionResetError as error:
            answer = type(error).__name__
    print("  plain text:", answer or "the end")


print("a TLS client, a mail server that greets:")
meet(b"220 mail.example\r\n", server=False)
print("a TLS client, a web server without TLS:")
meet(b"HTTP/1.1 400 Bad Request\r\n\r\n", server=False)
print("a TLS server, a web client without TLS:")
meet(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", server=True)
print("a TLS server, some other client without TLS:")
meet(b"1 2 3\n" * 10, server=True)
