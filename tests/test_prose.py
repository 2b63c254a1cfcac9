"""The prose: spelt as the British spell, one word for one thing, short sentences, sound Markdown.

Two spelling checkers, for each finds what the other does not: hunspell knows every English word, and typos knows the
common misspellings and the American forms. A word that hunspell does not know stands in data/words.txt, or is wrong.
"""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from lab.paths import ROOT
from lab.publishing.glossary import all_terms
from lab.running.examples import Unchecked
from tests import prose

WORDS = ROOT / "data" / "words.txt"
# American words in quotations; test_no_common_misspelling_and_no_american_spelling sees that they stand nowhere else.
QUOTED = {"behavior"}
# Damaged on a wire that is noisy on purpose; and decoded in the wrong way.
GARBLED = {"c`rries", "rries", "rAaD", "sHTTP", "thge"}
ISO = "International Organization for Standardization"  # its own spelling
HTTP = ("401 Unauthorized", "401")  # RFC 9110 §15.5.2
SHOWN = [*prose.outputs(), *prose.scripts()]
# Longer than this many words, a sentence is read twice.
LONGEST = 40
FILLER = re.compile(
    r"\b(?:simply|obviously|of course|basically|trivially|merely|needless to say|utili[sz]e\w*|in order to|easy|easily"
    # Not of time: "has just ended"; not a comparison: "just as much".
    r"|(?<!has )(?<!have )(?<!had )just(?! as))\b",
    re.IGNORECASE,
)
# The first first is a way of speaking, and right.
TWICE = re.compile(r"\b(?!first first\b)([A-Za-z]+)\s+\1\b", re.IGNORECASE)


def tool(name: str) -> str:
    """A program that requirements.txt installs: beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} is missing: install requirements.txt"
    return found


@cache
def known() -> list[str]:
    return WORDS.read_text(encoding="utf-8").split()


def words(places: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Each word, without a possessive's end, and where it stands."""
    found = defaultdict(list)
    for place, text in places:
        for word in re.findall(r"(?<![\w\d])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w\d])", text):
            if word.isascii():
                found[re.sub("['’]s$", "", word).replace("’", "'")].append(place)
    return found


def unknown_to_hunspell(asked: list[str]) -> list[str]:
    if shutil.which("hunspell") is None:
        raise Unchecked("Spelling by the dictionary: hunspell is not installed.")
    done = subprocess.run(
        ["hunspell", "-d", "en_GB", "-i", "utf-8", "-l"], input="\n".join(asked),
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    if done.returncode or "Can't open" in done.stderr:
        raise Unchecked("Spelling by the dictionary: hunspell has no British dictionary (hunspell-en-gb).")
    return done.stdout.split()


def unknown(places: list[tuple[str, str]]) -> dict[str, list[str]]:
    found = words(places)
    return {word: found[word] for word in unknown_to_hunspell(list(found)) if word not in known()}


def misspelt(places: list[tuple[str, str]]) -> list[str]:
    """What typos reports: the place, the word, and what it should be."""
    text = "\n".join(line.replace("\n", " ").replace(ISO, "ISO").replace(*HTTP) for _, line in places)
    done = subprocess.run(
        [tool("typos"), "--isolated", "--locale", "en-gb", "--format", "brief", "-"], input=text,
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    assert done.returncode in {0, 2}, done.stderr
    found = re.findall(r"^-:(\d+):\d+: error: (`([^`]+)` should be .*)$", done.stdout, re.MULTILINE)
    return [f"{places[int(number) - 1][0]} {report}" for number, report, word in found if word not in known()]


# As a typist makes them; the last three are the American forms.
SEEDED = (
    "recieve seperate occured adress conection sequense acknowlegement protocoll transmision behavior color neighbor"
).split()


SENTENCES = [("here:1", f"A {' or a '.join(SEEDED)} stands in this sentence."), ("here:2", "The colour of a behaviour.")]


def test_hunspell_finds_what_is_seeded():
    assert set(unknown(SENTENCES)) == set(SEEDED)


def test_typos_finds_what_is_seeded():
    found = misspelt(SENTENCES)
    assert len(found) == len(SEEDED) and all(report.startswith("here:1 ") for report in found)


def test_every_word_is_in_the_dictionary_or_in_the_list():
    wrong = {word: places[:3] for word, places in unknown(prose.published() + SHOWN).items() if word not in QUOTED | GARBLED}
    assert not wrong, f"misspelt, or a new word for data/words.txt: {wrong}"


def test_no_common_misspelling_and_no_american_spelling():
    assert not misspelt(prose.unquoted() + SHOWN + list(prose.lines(prose.WORKSHOP)))


def test_the_list_of_words_is_sorted_and_each_is_used():
    assert known() == sorted(set(known()), key=lambda word: (word.casefold(), word))
    used = words(prose.published() + SHOWN)
    assert not [word for word in known() if word not in used], "no page uses these words any more"


def test_one_term_for_one_thing():
    wrong = []
    for entry in all_terms():
        for other in entry.get("elsewhere", []):
            pattern = re.compile(rf"\b{re.escape(other)}s?\b", re.IGNORECASE)
            # What the article says is retold in its own words.
            wrong += [
                f"{place}: {entry['term']!r}, not {other!r}"
                for place, text in prose.unquoted() if pattern.search(text) and not place.endswith(", says")
            ]
    assert not wrong


def test_no_filler():
    wrong = [f"{place}: {found[0]}" for place, text in prose.unquoted() for found in FILLER.finditer(text)]
    assert not wrong


def test_no_word_stands_twice():
    # What stands at the end of a paragraph is no neighbour of what begins the next one.
    texts = [(path.name, re.sub(r"\n(?=\s*\n)", "\n.", prose.read(path))) for path in prose.PAGES + prose.OWN_PAGES]
    texts += [*prose.lines(prose.PROGRAMS + prose.WORKSHOP), *prose.data()]
    wrong = [f"{place}: {found[0]}" for place, text in texts for found in TWICE.finditer(prose.without_quotations(text))]
    assert not wrong


def sentences(text: str) -> list[str]:
    """The sentences of a page. References in parentheses are no part of them, and a table has none."""
    found = []
    for block in re.split(r"\n\s*\n|\n(?= *(?:[-*|#]|\d+\.|!!!|\?\?\?|:) ?)", text):
        if not block.lstrip().startswith("|"):
            line = re.sub(r"\([^()]*§[^()]*\)", "", " ".join(block.split()))
            line = re.sub(r"^!!! \w+ (\"[^\"]*\")", r"\1.", line)
            found += re.split(r"(?<=[.?!:;])[\"”’)*]* +(?=[A-Z\"“*0(])", line)
    return found


@pytest.mark.parametrize("path", prose.PAGES + prose.OWN_PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sentences_are_short(path):
    long = [sentence for sentence in sentences(prose.read(path)) if len(re.findall(r"[\w'’-]+", sentence)) > LONGEST]
    assert not long, f"more than {LONGEST} words: {long}"


def test_the_markdown_is_sound():
    done = subprocess.run(
        [tool("rumdl"), "check", "--no-cache", "docs", "README.md", "CONTRIBUTING.md"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
