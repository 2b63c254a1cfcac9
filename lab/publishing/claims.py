"""The 163 statements of the source article: read from data/claims.yml, written as the page article/map.md.

A claim is: id (A1 to A163) · section · says (the statement, in our words) · verdict · correction · sources (a
list of names that lab.publishing.sources knows how to link) · page (where a reader meets it) · shown (a list of examples,
each with the line of its output that is the evidence; absent where no program can show it).
"""

import re
from collections import Counter
from functools import cache

import yaml

from lab.paths import CLAIMS, ROOT
from lab.publishing.pages import page_title
from lab.publishing.sources import link_source
from lab.running.examples import all_examples

VERDICTS = {
    "right": "A careful author could print it as it stands.",
    "imprecise": "True of a common case, or true with words missing.",
    "outdated": "Was right; no longer describes practice.",
    "wrong": "Contradicted by the standard or by the running kernel.",
    "not a claim": "A lost figure, or a part of the page's furniture.",
}


@cache
def all_claims() -> list[dict]:
    """In the article's order, each with the keys above."""
    return yaml.load(CLAIMS.read_text(encoding="utf-8"), yaml.CSafeLoader)  # ten times as fast as safe_load


def count_claims(verdict: str) -> int:
    """How many claims have the verdict; "all" counts every one."""
    return sum(verdict in {claim["verdict"], "all"} for claim in all_claims())


MARK = re.compile(r'<a class="claim" href="(?P<href>[^"]+)" id="a(?P<number>\d+)">')


def explain_marks(html: str) -> str:
    """A page whose marks of claims say on hover what they are, with a line at its end that says so once for all."""
    marks = list(MARK.finditer(html))
    if not marks:
        return html
    verdicts = {claim["id"]: claim["verdict"] for claim in all_claims()}

    def explain(mark: re.Match) -> str:
        name = f"A{mark['number']}"
        return f'{mark[0][:-1]} title="Statement {name} of the article behind this site: {verdicts.get(name, "not known")}">'

    first = marks[0]
    return (
        f'{MARK.sub(explain, html)}\n<p class="marks">A mark such as <a href="{first["href"]}">A{first["number"]}</a> stands where this page answers a statement '
        "of the article that the site grew from. It leads to that statement, its verdict and its sources.</p>\n"
    )


def map_markdown() -> str:
    """The page article/map.md: every claim, and a filter by verdict."""
    counts = Counter(claim["verdict"] for claim in all_claims())
    shown = sum("shown" in claim for claim in all_claims())
    lines = [
        "---",
        "title: From the article to this site",
        "description: All 163 statements of the source article, each with a verdict, a correction, its source, and the example that shows it.",
        "search: {boost: 0.5}",
        "---",
        "# From the article to this site",
        "",
        f"The article that this site grew from makes {len(all_claims())} statements. Here is each of them in our words, in the "
        "article's order, with a verdict, what is true, the source that says so, and the page that explains it. "
        f"For {shown} of them a program on this site shows the truth: the line quoted is part of its output, and the "
        "tests fail if a run does not print it.",
        "",
        *(f"- **{verdict}** ({counts[verdict]}): {meaning}" for verdict, meaning in VERDICTS.items()),
        "",
        '<fieldset class="verdicts"><legend>Show</legend>',
        f'<label><input type="radio" name="verdict" id="show-all" checked> all {len(all_claims())}</label>',
        *(
            f'<label><input type="radio" name="verdict" id="show-{verdict_class(verdict)}"> {verdict}</label>'
            for verdict in VERDICTS
        ),
        "</fieldset>",
    ]
    programs = {example.name: example.programs[0].path.relative_to(ROOT).as_posix() for example in all_examples()}
    section = None
    for claim in all_claims():
        if claim["section"] != section:
            section = claim["section"]
            lines += ["", f"## {section}", ""]
        lines += claim_card(claim, programs)
    return "\n".join(lines) + "\n"


def verdict_class(verdict: str) -> str:
    """A verdict as a class of HTML: `not-a-claim`."""
    return verdict.replace(" ", "-")


def claim_card(claim: dict, programs: dict[str, str]) -> list[str]:
    """One claim as a block of its own, whose anchor is its id in lower case; programs has the file of each example."""
    anchor, verdict, page = claim["id"].lower(), claim["verdict"], claim["page"]
    paragraphs = [
        f'**[{claim["id"]}](#{anchor})** <span class="verdict">{verdict}</span> · {claim["says"]}',
        claim["correction"],
        f'Sources: {" · ".join(link_source(source) for source in claim["sources"])}\n{{ .sources }}',
    ]
    for example in claim.get("shown", []):
        shows = f'[`{example["example"]}`](../{programs[example["example"]]})'
        paragraphs.append(f'Shown by {shows}, which prints “`{example["line"].strip()}`”\n{{ .shown }}')
    paragraphs.append(f"Read it on the page [{page_title(page)}](../{page}#{anchor}).\n{{ .sources }}")
    card = f'<div class="claim-card {verdict_class(verdict)}" id="{anchor}" markdown>'
    return [card, "", *("\n\n".join(paragraphs).splitlines()), "", "</div>", ""]
