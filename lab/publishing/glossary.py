"""The bilingual glossary: read from data/glossary.yml, written as the page glossary.md."""

import re
from functools import cache
from itertools import groupby

import yaml
from pymdownx.slugs import slugify

from lab.paths import GLOSSARY
from lab.publishing.pages import page_title



@cache
def all_terms() -> list[dict]:
    """Each: term · zh (simplified Chinese) · definition (one sentence) · page; zh_article where the article's word differs;
    elsewhere: what others call it and no page of this site does, so that a search for it still leads here."""
    entries = yaml.load(GLOSSARY.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return sorted(entries, key=lambda entry: entry["term"].casefold())


def term_anchor(term: str) -> str:
    """The id of a term on the page: `three-way-handshake`."""
    return slugify(case="lower")(term, "-")


def initial_letter(entry: dict) -> str:
    return entry["term"][0].upper()


def other_names(entry: dict) -> str:
    """A sentence with what others call the term; nothing where there is none."""
    others = entry.get("elsewhere", [])
    return f" Elsewhere also: {', '.join(others)}." if others else ""


def mark_chinese(text: str) -> str:
    """Chinese inside an English text, marked as Chinese."""
    return re.sub(r"[\u3400-\u9fff]+", lambda found: f'<span lang="zh-Hans">{found[0]}</span>', text)


def glossary_markdown() -> str:
    """The page glossary.md: every term, by letters."""
    lines = [
        "---",
        "title: Glossary",
        "description: Every technical term of the site in English and Chinese, with a one-sentence definition and the page that explains it.",
        "---",
        "# Glossary",
        "",
        f"{len(all_terms())} terms, in English and Chinese. Where a word means one thing in the standards and another in "
        "speech, the definition gives the standard's meaning.",
        "",
    ]
    for letter, entries in groupby(all_terms(), initial_letter):
        lines += [f"## {letter}", ""]
        for entry in entries:
            chinese = f'<span lang="zh-Hans">{entry["zh"]}</span>'
            if "zh_article" in entry:
                chinese += f' (the article: <span lang="zh-Hans">{entry["zh_article"]}</span>)'
            lines += [
                f'<span id="{term_anchor(entry["term"])}">{entry["term"]}</span> · {chinese}',
                f':   {mark_chinese(entry["definition"] + other_names(entry))} [→ {page_title(entry["page"])}]({entry["page"]})',
                "",
            ]
    return "\n".join(lines) + "\n"
