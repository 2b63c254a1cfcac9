"""How print and logging hand a line to the stream."""

import logging
import threading


class Stream:
    """Keeps what is written to it, piece by piece."""

    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)

    def flush(self):
        """There is nothing to do."""


stream = Stream()
print("a client came", file=stream)
print("print:  ", stream.pieces)

stream = Stream()
logging.basicConfig(stream=stream, format="%(message)s",
                    level=logging.INFO)
logging.info("a client came")
print("logging:", stream.pieces)


def talk(name):
    for _ in range(1000):
        logging.info("%s came", name)


threads = [threading.Thread(target=talk, args=[name])
           for name in ("anna", "ben")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("from two threads:", len(stream.pieces) - 1, "more pieces,",
      sorted(set(stream.pieces[1:])))
