"""Mutants: programs with one small fault each, and whether anything notices it.

A fault is made in the text of a program where its tree says, so that everything else, the numbers of the lines too,
stays as it is. Each operator is a function that finds the places for its fault. Faults that no run can show are not
made: another length of a time-out, a larger buffer to receive into, `check=True` where nothing fails, and a print or
the first value of a name taken away, which everybody notices.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lab.running.examples import Program
from lab.running.ways import ONE_RECV

Place = tuple[ast.AST, int, int, str]  # what is changed; where it begins and ends, in bytes; what stands there then
# Calls that are statements have a name of their own in the counts.
NAMED = {"close", "shutdown", "settimeout", "setblocking", "setsockopt", "listen", "bind", "connect"}
OPPOSITES = {
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "is not": "is", "not in": "in", "is": "is not", "in": "not in",
}
COMPARISON = re.compile(r"==|!=|<=|>=|<|>|is\s+not|not\s+in|\bis\b|\bin\b")
# What no run shows when it is a little larger: a buffer to receive into, a time-out, the base of a number, the status of a
# child, the seed of chance.
SIZED = {"recv", "recvfrom", "recvmsg", "recv_into", "recvfrom_into", "read", "readline"}
TIMED = {"settimeout", "setdefaulttimeout", "select", "wait", "wait_for", "join", "result", "create_connection"}
LAST = TIMED | {"int", "_exit", "Random", "seed"}
SILENT = {"check", "daemon", "timeout", "flush", "text", "capture_output"}  # by name: where nothing fails, or nothing waits
ADDRESSED = {"bind", "connect", "connect_ex", "create_connection", "create_server", "sendto"}
PORTS = range(25001, 26000)  # those of the examples


@dataclass(frozen=True)
class Mutant:
    """A program with one fault."""

    program: Program
    operator: str
    line: int
    before: str  # what stood there, on one line
    after: str
    source: str

    @property
    def text(self) -> str:
        """The first line on which the fault is, without its indentation."""
        return self.program.source.splitlines()[self.line - 1].strip()

    @property
    def change(self) -> str:
        """The fault in words, as lists of mutants have it."""
        return f"{self.operator}: {self.before} → {self.after}"


class Tree:
    """The tree of a program, and where its nodes stand in its bytes."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.data = program.source.encode()
        self.starts = [0]
        for line in self.data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.root = ast.parse(program.source)
        self.parents = {child: node for node in ast.walk(self.root) for child in ast.iter_child_nodes(node)}

    def start(self, node: ast.AST) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.AST) -> int:
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, start: int, end: int) -> str:
        return self.data[start:end].decode()

    def nodes(self, *kinds: type) -> Iterator[ast.AST]:
        """All nodes of some kinds outside formatted strings, of which Python before 3.12 does not know where they stand."""
        for node in ast.walk(self.root):
            if isinstance(node, kinds) and not any(isinstance(one, ast.JoinedStr) for one in self.ancestors(node)):
                yield node

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        while node := self.parents.get(node):
            yield node

    @cached_property
    def first_values(self) -> set[ast.AST]:
        """The statements that give a name its first value; without them the name is unknown."""
        seen, first = set(), set()
        for node in sorted(self.nodes(ast.Assign, ast.AnnAssign), key=self.start):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            scope = next((one for one in self.ancestors(node) if isinstance(one, ast.FunctionDef | ast.Lambda)), None)
            names = {(scope, one.id) for target in targets for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
            if names - seen:
                first.add(node)
            seen |= names
        return first


def called(node: ast.AST) -> str:
    """The last name of what a call calls: `close` for `sock.close()`."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
        case ast.Await(value=value):
            return called(value)
    return ""


# ---- the operators


def drop_statements(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.Expr, ast.Assign, ast.AugAssign, ast.Raise, ast.Break, ast.Continue, ast.Delete, ast.Return):
        if isinstance(node, ast.Expr) and (isinstance(node.value, ast.Constant) or called(node.value) in NAMED | {"print"}):
            continue
        if node in tree.first_values or (isinstance(node, ast.Return) and node.value):
            continue
        yield node, tree.start(node), tree.end(node), "pass"


def drop_calls(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.Expr):
        if called(node.value) in NAMED:
            yield node, tree.start(node), tree.end(node), "pass"


def leave_open(tree: Tree) -> Iterator[Place]:
    """What `with` would have closed. Python ends the threads of a pool in any case."""
    for node in tree.nodes(ast.withitem):
        expression = node.context_expr
        if called(expression) in {"suppress", "ThreadPoolExecutor"} or "lock" in ast.unparse(expression).lower():
            continue
        start, end = tree.start(expression), tree.end(expression)
        yield expression, start, end, f'__import__("contextlib").nullcontext({tree.text(start, end)})'


def change_constants(tree: Tree) -> Iterator[Place]:
    """Of the constants of one type on one line, the first: others like it fare as it does."""
    seen = set()
    for node in sorted(tree.nodes(ast.Constant), key=tree.start):
        if isinstance(node.value, bool):
            changed = repr(not node.value)
        elif isinstance(node.value, int) and node.value not in PORTS:
            changed = repr(node.value + 1)
        elif isinstance(node.value, bytes):
            changed = repr(bytes([node.value[0] ^ 1]) + node.value[1:] if node.value else b"x")
        else:
            continue
        if not isinstance(node.value, bytes) and hides_numbers(tree, node):
            continue
        if (node.lineno, type(node.value)) not in seen:
            seen.add((node.lineno, type(node.value)))
            yield node, tree.start(node), tree.end(node), changed


def hides_numbers(tree: Tree, node: ast.Constant) -> bool:
    """Whether no run shows if a number is a little larger, or a truth another."""
    parent = tree.parents[node]
    if isinstance(parent, ast.keyword):
        return parent.arg in SILENT
    if isinstance(parent, ast.Tuple) and len(parent.elts) == 2 and node is parent.elts[1]:  # the port of an address
        host = parent.elts[0]
        literal = isinstance(host, ast.Constant) and isinstance(host.value, str) and not host.value.isalpha()
        return literal or called(tree.parents[parent]) in ADDRESSED
    if isinstance(parent, ast.Call):
        return called(parent) in SIZED or (called(parent) in LAST and node in parent.args[-1:])
    return False


def turn_comparisons(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.Compare):
        if ast.unparse(node) == "__name__ == '__main__'":
            continue
        for left, right in zip([node.left, *node.comparators], node.comparators):
            found = COMPARISON.search(tree.text(tree.end(left), tree.start(right)))
            at = tree.end(left) + found.start()
            yield node, at, at + len(found[0]), OPPOSITES[" ".join(found[0].split())]


def drop_not(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            yield node, tree.start(node), tree.start(node) + len("not"), ""


def send_a_part(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.Attribute):
        if node.attr == "sendall":
            yield node, tree.end(node) - len("sendall"), tree.end(node), "send"


def receive_one_byte(tree: Tree) -> Iterator[Place]:
    """Only where one receive must give all. Elsewhere a stream cut to bytes has to change nothing: see ways.py."""
    whole = ONE_RECV in tree.program.declarations or "DGRAM" in tree.program.source
    for node in tree.nodes(ast.Call) if whole else ():
        if called(node) in {"recv", "recvfrom", "recvmsg"} and node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value != 1:
            yield node, tree.start(node.args[0]), tree.end(node.args[0]), "1"


def turn_and_or(tree: Tree) -> Iterator[Place]:
    for node in tree.nodes(ast.BoolOp):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:]):
            at = tree.end(left) + tree.text(tree.end(left), tree.start(right)).index(old)
            yield node, at, at + len(old), new


OPERATORS = {
    "statement": drop_statements, "call": drop_calls, "with": leave_open, "constant": change_constants,
    "comparison": turn_comparisons, "not": drop_not, "sendall": send_a_part, "receive": receive_one_byte, "and or": turn_and_or,
}


def make_mutants(program: Program) -> list[Mutant]:
    """All mutants of a program, from top to bottom."""
    tree = Tree(program)
    made = []
    for name, operator in OPERATORS.items():
        for node, start, end, new in operator(tree):
            old = tree.text(start, end)
            lost = "\n" * (old.count("\n") - new.count("\n"))  # the lines below keep their numbers
            padded = f"({new}{lost})" if lost and not isinstance(node, ast.stmt) else new + lost
            source = (tree.data[:start] + padded.encode() + tree.data[end:]).decode()
            line = 1 + tree.data.count(b"\n", 0, start)
            kind = called(node.value) if name == "call" else name
            made.append(Mutant(program, kind, line, " ".join(old.split()), " ".join(new.split()), source))
    return sorted(made, key=lambda mutant: mutant.line)
