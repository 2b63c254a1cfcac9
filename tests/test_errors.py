"""The index of error messages: what it says of Linux is what this Linux says, and each message has a page and a source."""

import ctypes
import errno
import os
import re
import socket
import sys
from functools import cache

import pytest
import yaml

from lab.paths import DOCS, ROOT, SNIPPETS
from lab.publishing import errors as index
from lab.publishing.errors import all_errors, error_anchor, error_lines, error_title, errors_markdown, linux_errors
from lab.publishing.sources import link_source
from lab.running.examples import Unchecked

NUMBERED = [error for error in all_errors() if "name" in error]
OTHERS = [error for error in all_errors() if "text" in error]
# Names that a Linux has more than one of for a number; errno.errorcode has the first.
SAME = {"EOPNOTSUPP": "ENOTSUP"}


def on_linux() -> None:
    if sys.platform != "linux":
        raise Unchecked("Error numbers and texts of Linux: need Linux.")


@cache
def printed(name: str = "*/*") -> str:
    """What the examples printed."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SNIPPETS.glob(f"{name}.out")))


def anchors(page: str) -> set[str]:
    """Those of the headings of a page in docs/: written behind them, or made of their words."""
    found = set()
    for line in re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.M | re.S), re.MULTILINE):
        given = re.search(r"\{ #([\w-]+) \}$", line)
        found.add(given[1] if given else re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", line).strip().lower()))
    return found


@pytest.mark.parametrize("error", all_errors(), ids=error_title)
def test_an_entry_is_complete(error):
    common = {"exception", "means", "page", "sources"}
    if "name" in error:
        assert common | {"calls"} <= set(error) - {"name", "also", "macos", "windows", "windows_chinese", "not_run"} == common | {"calls"}
        assert set(error.get("macos", {})) in (set(), {"number", "text"})
        assert set(error.get("windows", {})) in (set(), {"name", "number", "text"})
        assert set(error.get("windows_chinese", {})) in (set(), {"text", "seen"})
    else:
        assert set(error) - {"text", "run", "eai", "macos_line", "windows_line"} == common
    assert error["means"].endswith(".")


@pytest.mark.parametrize("error", all_errors(), ids=error_title)
def test_an_entry_leads_to_a_section_of_a_page(error):
    page, _, anchor = error["page"].partition("#")
    assert anchor in anchors(page)


@pytest.mark.parametrize("error", all_errors(), ids=error_title)
def test_an_entry_has_its_sources(error):
    assert error["sources"]
    assert all(link_source(source).startswith("[") for source in error["sources"]), "a source that has no address"


@pytest.mark.parametrize("error", NUMBERED, ids=error_title)
def test_the_number_and_the_text_are_those_of_this_linux(error):
    on_linux()
    number, text = linux_errors()[error["name"]]
    assert (number, text) == (getattr(errno, error["name"]), os.strerror(number))
    assert errno.errorcode[number] == SAME.get(error["name"], error["name"])
    if "also" in error:
        assert getattr(errno, error["also"]) == number


@pytest.mark.parametrize("error", NUMBERED, ids=error_title)
def test_python_makes_the_exception_of_the_number(error):
    on_linux()
    made = OSError(linux_errors()[error["name"]][0], "text")
    assert type(made).__name__ == error["exception"]


@pytest.mark.parametrize("error", NUMBERED, ids=error_title)
def test_an_error_is_in_an_output_or_says_why_not(error):
    shown = error_lines(error)["Linux"].partition(": ")[2] in printed()
    assert shown != ("not_run" in error)


@pytest.mark.parametrize("error", OTHERS, ids=error_title)
def test_another_message_is_in_the_output_of_its_run_or_of_the_c_library(error):
    if "run" in error:
        assert error["text"] in printed(error["run"])
    if "eai" in error:
        on_linux()
        number, text = re.fullmatch(r"\[Errno (-\d+)\] (.*)", error["text"]).groups()
        words = ctypes.CDLL(None).gai_strerror
        words.restype = ctypes.c_char_p
        assert (int(number), text) == (getattr(socket, error["eai"]), words(int(number)).decode())
    assert "run" in error or "eai" in error


def test_the_numbers_of_one_system_are_different():
    for system in "macos", "windows":
        numbers = [error[system]["number"] for error in NUMBERED if system in error]
        assert len(numbers) == len(set(numbers))
    assert all(10000 < error["windows"]["number"] < 11000 and error["windows"]["name"].startswith("WSAE") for error in NUMBERED if "windows" in error)
    assert all(error["macos"]["number"] < 110 for error in NUMBERED if "macos" in error)


def test_each_error_is_once_in_the_index():
    found = [error_anchor(error) for error in all_errors()]
    assert len(found) == len(set(found))
    assert all("name" not in error or error["name"] in linux_errors() for error in all_errors())


def test_the_page_has_a_section_for_each():
    text = errors_markdown()
    assert text.count("\n### ") == len(all_errors())
    description = yaml.safe_load(text.split("---\n")[1])["description"]
    assert 50 <= len(description) <= 155
    assert index.PAGE in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
