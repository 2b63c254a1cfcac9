"""The finished book on the site: where it lies, what its files are called, and the line that offers them."""

from pathlib import Path

from lab.paths import BOOK

ZIP, PDF, EPUB = "python-sockets-offline.zip", "python-sockets.pdf", "python-sockets.epub"
FORMATS = {PDF: "PDF", EPUB: "EPUB", ZIP: "The site as a zip"}


def book_files() -> dict[str, Path]:
    """The files that the site offers, by their addresses: all three, or none where they have not been made."""
    made = {f"downloads/{name}": BOOK / name for name in FORMATS}
    return made if all(path.exists() for path in made.values()) else {}


def book_line(files: dict[str, Path]) -> str:
    """The line of the front page that leads to them, in Markdown; nothing where there are none."""
    links = [
        f'[{FORMATS[path.name]}]({address}){{ download="{path.name}" }} ({path.stat().st_size / 1e6:.1f} MB)'
        for address, path in files.items()
    ]
    return f"To take along: {' · '.join(links)}\n{{ .facts .downloads }}" if links else ""
