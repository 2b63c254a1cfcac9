"""The index of error messages: read from data/errors.yml, written as the page practice/errors.md.

Linux's numbers and texts stand in no entry: they are what the program error-numbers/table printed.
"""

import posixpath
import re
from functools import cache
from itertools import groupby

import yaml
from pymdownx.slugs import slugify

from lab.paths import DATA, SNIPPETS
from lab.publishing.pages import page_title
from lab.publishing.sources import link_source

ENTRIES = DATA / "errors.yml"
PAGE = "practice/errors.md"
TABLE = SNIPPETS / "error-numbers" / "table.out"
APPLE = "https://github.com/apple-oss-distributions/xnu/blob/main/bsd/sys/errno.h"
MICROSOFT = "https://learn.microsoft.com/en-us/windows/win32"
INTRODUCTION = f"""---
title: Index of error messages
description: Error messages of sockets with number, name and text on Linux, macOS and Windows, the Python exception, the cause and the page with the cure.
---
# Index of error messages

{{count}} messages, most of them the last line of a traceback, on up to three systems. Search for yours, whole or in part: a number, a name, some words. What the parts of the line mean has
[a page of its own](error-numbers.md).

Linux's numbers and texts come from runs, most of them from [this one](error-numbers.md#errno-104-here-is-errno-54-there), and so do the messages without a number. Most of those of macOS are in Apple's [errno.h]({APPLE}), and of Windows in Microsoft's lists of
[Windows Sockets error codes]({MICROSOFT}/winsock/windows-sockets-error-codes-2) and of [system error codes]({MICROSOFT}/debug/system-error-codes--9000-11999-). Neither system was run.
"""


@cache
def all_errors() -> list[dict]:
    """Each: exception (Python's class) · means (what has happened) · page (with its anchor) · sources, and either

    name, for an errno: calls that raise it; also (a second name); macos (number, text), windows (name, number, text);
    windows_chinese (its text on a Windows in Chinese, and a public report with it); not_run: why no output of a program
    here shows it;

    or text, for any other message, as Linux and Python have it: run (the example that printed it); eai (its name, for one of
    getaddrinfo); macos_line and windows_line, where these say something else.
    """
    return yaml.load(ENTRIES.read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def linux_errors() -> dict[str, tuple[int, str]]:
    """The number and the text of each name on Linux, as a run printed them."""
    found = re.findall(r"^ *(\d+) (\w+) +(.+)$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (int(number), text) for number, name, text in found}


def error_lines(error: dict) -> dict[str, str]:
    """By system, the last line of the traceback."""
    kind = error["exception"]
    if "text" in error:
        first = "Python" if "macos_line" not in error and "windows_line" not in error else "Linux"
        others = {"macOS": error.get("macos_line"), "Windows": error.get("windows_line")}
        texts = {first: error["text"]} | {system: text for system, text in others.items() if text}
    else:
        number, text = linux_errors()[error["name"]]
        texts = {"Linux": f"[Errno {number}] {text}"}
        if macos := error.get("macos"):
            texts["macOS"] = f"[Errno {macos['number']}] {macos['text']}"
        if windows := error.get("windows"):
            texts["Windows"] = f"[WinError {windows['number']}] {windows['text']}"
    # A message in a log has no class before it.
    return {system: text if kind.startswith("a ") or text.startswith(kind.split(".")[-1]) else f"{kind}: {text}" for system, text in texts.items()}


def error_title(error: dict) -> str:
    if "text" in error:
        return error["text"] if error["exception"].startswith("a ") else next(iter(error_lines(error).values()))
    number, text = linux_errors()[error["name"]]
    return f"{error['name']}: [Errno {number}] {text}"


def error_anchor(error: dict) -> str:
    """The id of an entry on the page: `econnreset`, `valueerror-filedescriptor-out-of-range-in-select`."""
    return slugify(case="lower")(error.get("name") or error_title(error), "-")


def error_markdown(error: dict) -> list[str]:
    """One entry, below its heading."""
    page = posixpath.relpath(error["page"], posixpath.dirname(PAGE))
    names = [error.get("also"), error.get("eai"), error.get("windows", {}).get("name")]
    lines = [f"### {escape_markup(error_title(error))} {{ #{error_anchor(error)} }}", ""]
    lines += [f"{error['means']} [→ {page_title(error['page'].partition('#')[0])}]({page})", ""]
    lines += [f"- {system}: `{line}`" for system, line in error_lines(error).items()]
    if chinese := error.get("windows_chinese"):
        line = f"[WinError {error['windows']['number']}] {chinese['text']}"
        lines.append(f'- Windows in Chinese, [as reported]({chinese["seen"]}): <span lang="zh-Hans">`{line}`</span>')
    if any(names):
        lines.append(f"- Other names: {', '.join(f'`{name}`' for name in names if name)}")
    lines.append(f"- Python's class: {error['exception'] if error['exception'].startswith('a ') else '`' + error['exception'] + '`'}")
    if "calls" in error:
        lines.append(f"- Raised by {', '.join(f'`{call}`' for call in error['calls'])}, for example")
    lines.append(f"- More: {', '.join(link_source(source) for source in error['sources'])}")
    return [*lines, ""]


def escape_markup(text: str) -> str:
    return re.sub(r"([\\*_<>])", r"\\\1", text)


def errors_markdown() -> str:
    """The page: the entries in the order of the file, below the page that explains them."""
    lines = [INTRODUCTION.replace("{count}", str(len(all_errors())))]
    for page, errors in groupby(all_errors(), lambda error: error["page"].partition("#")[0]):
        lines += [f"## {page_title(page)}", ""]
        for error in errors:
            lines += error_markdown(error)
    return "\n".join(lines)
