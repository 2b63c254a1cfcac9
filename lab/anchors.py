"""Note the addresses of a built site in data/anchors.txt: python -m lab.anchors site

What was published must stay. New addresses are added; none is taken away.
"""

import sys
from pathlib import Path

from lab.publishing.addresses import published_addresses, site_addresses, write_addresses


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit("Usage: python -m lab.anchors SITE, the folder of a built site")
    write_addresses(published_addresses() | site_addresses(Path(arguments[0])))


if __name__ == "__main__":
    main(sys.argv[1:])
