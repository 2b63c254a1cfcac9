"""A socket that speaks TLS, and can do with it what a hostile peer wants and an ssl.SSLSocket does not let it."""

import contextlib
import functools
import socket
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """What one side brings along."""

    chain: str = ""  # its key and certificates, in PEM
    protocols: tuple[str, ...] = ()  # that it names: ALPN, RFC 7301
    hostname: str | None = None  # that it asks for


@functools.cache
def make_context(side: Side, of_client: bool) -> ssl.SSLContext:
    """One that verifies nothing: a hostile peer is no friend."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT if of_client else ssl.PROTOCOL_TLS_SERVER)
    if of_client:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if side.chain:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(side.chain)
            file.flush()
            context.load_cert_chain(file.name)
    if side.protocols:
        context.set_alpn_protocols(side.protocols)
    return context


class TlsSocket:
    """A connected socket, `raw`, with TLS on it. What is not said here, that socket does.

    It can stop inside a handshake or a record, send both in pieces, and read on when it has said goodbye.
    """

    def __init__(self, raw: socket.socket, side: Side, of_client: bool) -> None:
        self.raw = raw
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = make_context(side, of_client).wrap_bio(
            self.incoming, self.outgoing, server_side=not of_client, server_hostname=side.hostname if of_client else None,
        )
        self.carry: Callable[[socket.socket, bytes], None] = socket.socket.sendall  # how records go out

    def __getattr__(self, name: str) -> object:
        return getattr(self.raw, name)

    def __enter__(self) -> "TlsSocket":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def work(self, call: Callable[..., object], *arguments: object) -> object:
        """What a call of the SSLObject returns, when all that it needs has come and all that it says has gone."""
        while True:
            try:
                return call(*arguments)
            except ssl.SSLWantReadError:
                pass
            finally:
                self.flush()
            self.take_in()

    def flush(self) -> None:
        if records := self.outgoing.read():
            self.carry(self.raw, records)

    def take_in(self) -> None:
        if records := self.raw.recv(65536):
            self.incoming.write(records)
        else:
            self.incoming.write_eof()

    def shake_hands(self) -> None:
        self.work(self.tls.do_handshake)

    def greeting(self) -> bytes:
        """What it has to say first in a handshake, unsaid: a client at once, a server when it has heard the client's."""
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                self.tls.do_handshake()
            if self.outgoing.pending:
                return self.outgoing.read()
            self.take_in()

    def seal(self, data: bytes) -> bytes:
        """The records that carry some data, unsent."""
        self.tls.write(data)
        return self.outgoing.read()

    def sendall(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self.work(self.tls.write, view):]

    def recv(self, size: int) -> bytes:
        try:
            return self.work(self.tls.read, size)
        except ssl.SSLZeroReturnError:  # both have said goodbye
            return b""

    def shutdown(self, how: int) -> None:
        """Say goodbye: close_notify, RFC 8446 section 6.1. As with the end of a stream, one may read on."""
        with contextlib.suppress(ssl.SSLError):  # the other's has not come yet
            self.tls.unwrap()
        self.flush()

    def close(self) -> None:
        """Without a goodbye. The end goes ahead: close(2) resets where something, be it a ticket for the next time, is unread."""
        with contextlib.suppress(OSError):
            self.raw.shutdown(socket.SHUT_WR)
        self.raw.close()
