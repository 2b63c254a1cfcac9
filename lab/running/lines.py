"""Statements of a program that do not run in a run of it, and why some never do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

from lab.paths import NEVER_RUN


def read_reasons() -> dict[str, dict[str, str]]:
    """Why a statement never runs here, by the program's path below snippets/ and the statement's first line."""
    return yaml.safe_load(NEVER_RUN.read_text(encoding="utf-8")) or {} if NEVER_RUN.exists() else {}


def find_idle(path: Path, ran: set[int]) -> list[str]:
    """The first line of each statement of a program of which no line ran; not what stands in it, which cannot run either."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    return [lines[number - 1].strip() for number in find_idle_lines(ast.parse(source), ran)]


def find_idle_lines(node: ast.AST, ran: set[int]) -> Iterator[int]:
    for statement in ast.iter_child_nodes(node):
        if not isinstance(statement, (ast.stmt, ast.excepthandler, ast.match_case)):
            continue
        if isinstance(statement, ast.stmt) and not (is_silent(statement) or any(number in ran for number in range(statement.lineno, statement.end_lineno + 1))):
            yield statement.lineno
        else:
            yield from find_idle_lines(statement, ran)


def is_silent(statement: ast.stmt) -> bool:
    """Whether a statement leaves nothing to see: a docstring, a declaration of names, a jump.

    Python joins `if x: continue` and the jump of the `if` into one, and what follows `x` is never seen.
    """
    bare = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return bare or isinstance(statement, (ast.Global, ast.Nonlocal, ast.Continue, ast.Break))
