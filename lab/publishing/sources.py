"""Turns the name of a source into a link to its text: `RFC 9293 §3.5`, `listen(2)`, `POSIX connect()`."""

import re

RULES = [
    (r"RFC (\d+) §([\d.]*\d)", r"https://www.rfc-editor.org/rfc/rfc\1#section-\2"),
    (r"RFC (\d+) appendix ([A-Z](?:\.\d+)*)", r"https://www.rfc-editor.org/rfc/rfc\1#appendix-\2"),
    (r"RFC (\d+)\b.*", r"https://www.rfc-editor.org/rfc/rfc\1"),
    (r"(\w+)\((\d)\)(?: .*)?", r"https://man7.org/linux/man-pages/man\2/\1.\2.html"),
    (r"Python docs, (\w+)\b.*", r"https://docs.python.org/3/library/\1.html"),
    (r"X\.(\d+)\b.*", r"https://www.itu.int/rec/T-REC-X.\1"),
    (r"V\.(\d+)\b.*", r"https://www.itu.int/rec/T-REC-V.\1"),
    (r"Q\.(\d+)\b.*", r"https://www.itu.int/rec/T-REC-Q.\1"),
]


def link_source(source: str) -> str:
    """Markdown for a source: a link where its address follows from its name, else the words as they are."""
    for pattern, address in RULES:
        if match := re.fullmatch(pattern, source):
            return f"[{source}]({match.expand(address)})"
    return source
