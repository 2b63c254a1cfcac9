"""Draw the picture that others show beside a link to this site: python -m lab.card. Needs Chromium."""

import sys

from lab.paths import ROOT
from lab.printing.card import CARD_FILE, draw_card
from lab.running.examples import Unchecked


def main() -> None:
    try:
        draw_card()
    except Unchecked as error:
        sys.exit(str(error))
    print(f"{CARD_FILE.relative_to(ROOT)}: {CARD_FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
