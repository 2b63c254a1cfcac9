"""The glossary: complete entries, and a page behind each of them."""

import re

import pytest
from published import PAGES

from lab.paths import DOCS, ROOT, SNIPPETS
from lab.publishing.glossary import all_terms, term_anchor


@pytest.mark.parametrize("entry", all_terms(), ids=lambda entry: entry["term"])
def test_an_entry_is_complete(entry):
    assert set(entry) - {"zh_article", "elsewhere"} == {"term", "zh", "definition", "page"}
    assert re.search(r"[\u4e00-\u9fffA-Z]", entry["zh"])
    assert entry["definition"].endswith(".")
    assert (ROOT / "docs" / entry["page"]).exists()


def test_terms_are_unique():
    anchors = [term_anchor(entry["term"]) for entry in all_terms()]
    assert len(anchors) == len(set(anchors))


def test_every_page_of_the_book_links_to_the_glossary():
    for page in PAGES:
        if page.parent.name in {"foundations", "tcp-udp", "sockets"}:
            assert "glossary.md#" in page.read_text(encoding="utf-8"), page.name


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry["term"]) for entry in all_terms() if (DOCS / entry["page"]).exists()])
def test_the_page_that_explains_a_term_has_it(entry):
    """At least its longest word, in some form, in the text or in a program."""
    text = (DOCS / entry["page"]).read_text(encoding="utf-8")
    shown = [SNIPPETS / name for name in re.findall(r'--8<-- "([^"]+)"', text)]
    text += "".join(path.read_text(encoding="utf-8") for path in shown)
    longest = max(re.findall(r"\w+", entry["term"]), key=len)
    assert longest[:max(4, len(longest) - 3)].lower() in text.lower(), f"{entry['page']} does not have {longest!r}"
