"""The 163 claims: none without verdict and source, none that points at nothing."""

import re

import pytest
from published import PAGES

from lab.paths import ROOT
from lab.publishing.claims import VERDICTS, all_claims, explain_marks
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


def test_what_software_can_show_is_shown():
    shown = [claim for claim in all_claims() if "shown" in claim]
    assert len(shown) >= 70


def test_a_mark_says_what_it_is():
    mark = '<a class="claim" href="../article/map/#a{0}" id="a{0}">A{0}</a>'
    html = explain_marks(f"<p>{mark.format(132)} {mark.format(124)}</p>")
    assert html.count('title="Statement A132 of the article behind this site: wrong"') == 1
    assert html.count('<p class="marks">') == 1 and html.index('<p class="marks">') > html.index("A124</a>")
    assert explain_marks("<p>no mark</p>") == "<p>no mark</p>"
