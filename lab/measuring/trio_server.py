"""Add up the numbers in each line of text with trio: snippets/lines/lines_server.py, for `make bench` only."""

import trio

LIMIT = 1000  # bytes in a line
PATIENCE = 10  # seconds for a line, and for its answer


def answer(line: bytes) -> str:
    try:
        return str(sum(int(word) for word in line.decode().split()))
    except ValueError:  # no numbers, too many digits, or not UTF-8
        return "numbers, please"


async def serve(stream: trio.SocketStream) -> None:
    buffer = b""
    try:
        while True:
            with trio.fail_after(PATIENCE):
                while b"\n" not in buffer[:LIMIT + 1]:
                    if len(buffer) > LIMIT:
                        raise ValueError(f"a line of more than {LIMIT} bytes")
                    piece = await stream.receive_some(1024)
                    if not piece:
                        if buffer:
                            raise EOFError("the stream ended inside a line")
                        return
                    buffer += piece
            line, _, buffer = buffer.partition(b"\n")
            with trio.fail_after(PATIENCE):
                await stream.send_all(answer(line.removesuffix(b"\r")).encode() + b"\n")
    except (EOFError, OSError, ValueError, trio.TooSlowError, trio.BrokenResourceError) as error:
        print("given up:", error)  # one client, not the server


async def main() -> None:
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    print("waiting on {}:{}".format(*listeners[0].socket.getsockname()), flush=True)
    await trio.serve_listeners(serve, listeners)


if __name__ == "__main__":
    try:
        trio.run(main)
    except KeyboardInterrupt:
        pass  # Ctrl-C ends it
