"""The 163 claims: none without verdict and source, none that points at nothing."""

import re
import shutil
import sys
from copy import deepcopy

import pytest
from published import PAGES

from lab.paths import DOCS, ROOT, VERDICT_LINES
from lab.publishing import evidence
from lab.publishing.claims import VERDICTS, all_claims, explain_marks
from lab.publishing.evidence import RFC_TEXTS, cited_sources, known_sources, missing_sections, verdict_lines
from lab.running.examples import find_example

MARK = re.compile(r"\[(A\d+)\]\(([./\w-]*)#(a\d+)\)\{ \.claim #(a\d+) \}")


def test_there_are_163_in_order():
    assert [claim["id"] for claim in all_claims()] == [f"A{number}" for number in range(1, 164)]


@pytest.mark.parametrize("claim", all_claims(), ids=lambda claim: claim["id"])
def test_a_claim_is_complete(claim):
    assert set(claim) - {"shown"} == {"id", "section", "says", "verdict", "correction", "sources", "page"}
    assert claim["verdict"] in VERDICTS
    assert claim["says"] and claim["correction"] and claim["sources"]
    for example in claim.get("shown", []):
        printed = "".join(p.output.read_text(encoding="utf-8") for p in find_example(example["example"]).programs)
        assert example["line"].strip() in [line.strip() for line in printed.splitlines()], "the evidence is not in the output"


def test_every_claim_is_marked_once_on_its_page():
    marked = []
    for page in PAGES:
        for name, target, link, anchor in MARK.findall(page.read_text(encoding="utf-8")):
            assert link == anchor == name.lower()
            marked.append((name, page.relative_to(ROOT / "docs").as_posix()))
    assert sorted(marked) == sorted((claim["id"], claim["page"]) for claim in all_claims())


def test_no_verdict_source_or_evidence_changes_unseen():
    assert VERDICT_LINES.read_text(encoding="utf-8").splitlines() == verdict_lines(), "if you meant it: make evidence"


def test_every_source_is_known():
    """An RFC, its section, a manual page: on the list, and in the text where there is one on this machine."""
    assert known_sources() == cited_sources(), "make evidence"
    if RFC_TEXTS.exists() and shutil.which("man"):
        assert not {name: missing for name, sections in cited_sources().items() if (missing := missing_sections(name, sections))}
    modules = {match[1] for claim in all_claims() for source in claim["sources"] if (match := re.match(r"Python docs, (\w+)", source))}
    assert modules <= sys.stdlib_module_names


LINK = re.compile(r"\[([^\]]*)\]\(https://www\.rfc-editor\.org/rfc/rfc(\d+)(?:#(?:section|appendix)-([\w.]+))?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_link_leads_where_its_words_say(page):
    for words, number, section in LINK.findall(page.read_text(encoding="utf-8")):
        said = re.search(r"RFC (\d+)", words)
        assert not said or said[1] == number, f"{words} leads to RFC {number}"
        said = re.findall(r"(?:§|section |chapter |appendix )([\w.]*\w)", words)
        # An old text has no names for its smaller sections.
        assert not said or any(f"{one}.".startswith(f"{section}." if section else "") for one in said), f"{words} leads to §{section}"


@pytest.mark.parametrize("edit", [
    lambda claim: claim.update(verdict="right" if claim["verdict"] == "wrong" else "wrong"),
    lambda claim: claim["sources"].append("RFC 9923"), lambda claim: claim["sources"].pop(),
    lambda claim: claim["shown"].pop(), lambda claim: claim["shown"][0].update(line="another line"),
])
def test_an_edit_of_a_claim_is_seen(edit, monkeypatch):
    edited = deepcopy(all_claims())
    edit(next(claim for claim in edited if "shown" in claim))
    monkeypatch.setattr(evidence, "all_claims", lambda: edited)
    assert verdict_lines() != VERDICT_LINES.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("source", ["RFC 9923", "RFC 9293 §3.77", "socketpear(2)"])
def test_a_source_that_does_not_exist_is_seen(source, tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(f"See [{source}](https://man7.org/linux/man-pages/man2/socketpear.2.html).\n" if "(" in source else f"See {source}.\n")
    monkeypatch.setattr(evidence, "DOCS", tmp_path)
    cited, known = cited_sources(), known_sources()
    assert any(name not in known or set(sections) - set(known[name]) for name, sections in cited.items())


def test_what_software_can_show_is_shown():
    shown = [claim for claim in all_claims() if "shown" in claim]
    assert len(shown) >= 70


def test_a_mark_says_what_it_is():
    mark = '<a class="claim" href="../article/map/#a{0}" id="a{0}">A{0}</a>'
    html = explain_marks(f"<p>{mark.format(132)} {mark.format(124)}</p>")
    assert html.count('title="Statement A132 of the article behind this site: wrong"') == 1
    assert html.count('<p class="marks">') == 1 and html.index('<p class="marks">') > html.index("A124</a>")
    assert explain_marks("<p>no mark</p>") == "<p>no mark</p>"
