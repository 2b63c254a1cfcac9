"""The glossary: complete entries, and a page behind each of them."""

import re

import pytest
from published import PAGES

from lab.paths import ROOT
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
