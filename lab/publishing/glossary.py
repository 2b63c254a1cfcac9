"""The bilingual glossary: read from data/glossary.yml, written as the page glossary.md."""

import re
from functools import cache
from itertools import groupby

import yaml
from pymdownx.slugs import slugify

from lab.example import ROOT
from lab.pages import title

DATA = ROOT / "data" / "glossary.yml"


@cache
def terms() -> list[dict]:
    """Each: term · zh (simplified Chinese) · definition (one sentence) · page; zh_article where the article's word differs;
    elsewhere: what others call it and no page of this site does, so that a search for it still leads here."""
    entries = yaml.load(DATA.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return sorted(entries, key=lambda entry: entry["term"].casefold())


def anchor(term: str) -> str:
    return slugify(case="lower")(term, "-")


def initial(entry: dict) -> str:
    return entry["term"][0].upper()


def elsewhere(entry: dict) -> str:
    others = entry.get("elsewhere", [])
    return f" Elsewhere also: {', '.join(others)}." if others else ""


def marked(text: str) -> str:
    """Chinese inside an English text, marked as Chinese."""
    return re.sub(r"[\u3400-\u9fff]+", lambda found: f'<span lang="zh-Hans">{found[0]}</span>', text)


def glossary_page() -> str:
    lines = [
        "---",
        "title: Glossary",
        "description: Every technical term of the site in English and Chinese, with a one-sentence definition and the page that explains it.",
        "---",
        "# Glossary",
        "",
        f"{len(terms())} terms, in English and Chinese. Where a word means one thing in the standards and another in "
        "speech, the definition gives the standard's meaning.",
        "",
    ]
    for letter, entries in groupby(terms(), initial):
        lines += [f"## {letter}", ""]
        for entry in entries:
            chinese = f'<span lang="zh-Hans">{entry["zh"]}</span>'
            if "zh_article" in entry:
                chinese += f' (the article: <span lang="zh-Hans">{entry["zh_article"]}</span>)'
            lines += [
                f'<span id="{anchor(entry["term"])}">{entry["term"]}</span> · {chinese}',
                f':   {marked(entry["definition"] + elsewhere(entry))} [→ {title(entry["page"])}]({entry["page"]})',
                "",
            ]
    return "\n".join(lines) + "\n"
