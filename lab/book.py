"""Make the book: python -m lab.book writes it as a zip, a PDF and an EPUB into book/. Needs Chromium."""

import sys

from lab.paths import BOOK, ROOT
from lab.printing.book import make_book
from lab.publishing.book_files import FORMATS
from lab.running.examples import Unchecked


def main() -> None:
    try:
        make_book()
    except Unchecked as error:
        sys.exit(str(error))
    for name in FORMATS:
        print(f"{(BOOK / name).relative_to(ROOT)}  {(BOOK / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
