"""Make the steps of one session and print its transcript: python -m lab.session handshake/two_terminals"""

import sys

from lab.paths import SNIPPETS
from lab.running.session import Session


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit("Usage: python -m lab.session CHAPTER/NAME")
    print(Session(SNIPPETS / f"{arguments[0]}.session").run(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
