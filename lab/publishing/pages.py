"""What the generated pages need to know of the written ones."""

from functools import cache

from lab.paths import DOCS


@cache
def page_title(page: str) -> str:
    """The title of a page, by its path below docs/: its first heading. A strict build reports the link if there is none."""
    path = DOCS / page
    if not path.exists():
        return page
    text = path.read_text(encoding="utf-8")
    return next(line[2:] for line in text.splitlines() if line.startswith("# "))


def list_pages(nav: list, group: str = "Front page") -> list[tuple[str, str]]:
    """Each page of a nav as mkdocs.yml has it, by its path below docs/, after the name of the group that it is in."""
    pages = []
    for item in nav:
        for name, target in item.items() if isinstance(item, dict) else [("", item)]:
            pages += list_pages(target, name) if isinstance(target, list) else [(group, target)]
    return pages
