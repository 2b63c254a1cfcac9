"""What reading a program shows and running it cannot: where it would do wrong in another run, or in the reader's hands.

A rule that a program breaks on purpose is excused by a comment that says why, on the line or above it.
"""

import ast
import re
from collections.abc import Iterator

FOR_EVER = "Waits for ever."  # words of the docstring of a program that shows a wait without an end
A_WHILE = "wait for what you need, not for a while"
DATAGRAMS, STREAMS = re.compile("DGRAM|SEQPACKET|RAW|PACKET"), re.compile(r"SOCK_STREAM|create_connection|create_server|accept\(|socket\(\)")


class Code:
    """A program as a tree, with what the rules ask of it."""

    def __init__(self, source: str, paired: bool = False) -> None:
        self.tree = ast.parse(source)
        self.lines = source.splitlines()
        self.docstring = " ".join((ast.get_docstring(self.tree) or "").split())
        self.paired = paired
        self.names = {}  # what an imported name is: pause → time.sleep
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                self.names |= {alias.asname or alias.name: alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                self.names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        # Each call: the tree, its dotted name, and the method.
        self.calls = [(node, self.dotted(node.func)) for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def dotted(self, node: ast.expr) -> str:
        match node:
            case ast.Name():
                return self.names.get(node.id, node.id)
            case ast.Attribute():
                return f"{self.dotted(node.value)}.{node.attr}"
            case ast.Call():
                return f"{self.dotted(node.func)}()"
        return "…"

    def excused(self, node: ast.AST) -> bool:
        """Whether a comment on its first line, or on the line above, says why."""
        above = self.lines[node.lineno - 2].strip() if node.lineno > 1 else ""
        return "  # " in self.lines[node.lineno - 1] or above.startswith("# ")

    def methods(self, *names: str) -> list[tuple[ast.Call, str]]:
        """The calls of these methods, each with what it is called on."""
        return [(node, name.rpartition(".")[0]) for node, name in self.calls if "." in name and name.rpartition(".")[2] in names]

    def assigned(self) -> Iterator[tuple[str, ast.Call]]:
        """Each name that the result of a call gets, by = or by with, and the call."""
        for node in ast.walk(self.tree):
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            if isinstance(node, ast.withitem) and node.optional_vars:
                pairs = [(node.optional_vars, node.context_expr)]
            for target, value in pairs:
                value = value.value if isinstance(value, ast.Subscript) else value  # listener.accept()[0]
                if isinstance(value, ast.Call):
                    both = isinstance(target, ast.Tuple) and not self.dotted(value.func).endswith(".accept")
                    targets = target.elts if both else target.elts[:1] if isinstance(target, ast.Tuple) else [target]
                    yield from ((self.dotted(one), value) for one in targets)


def bare_send(code: Code) -> Iterator[tuple[ast.AST, str]]:
    """`send` may take a part, and says so. Of a datagram it takes all or nothing."""
    alone = {id(node.value) for node in ast.walk(code.tree) if isinstance(node, ast.Expr)}
    for node, on in code.methods("send"):
        # Of what a function is given, or gives, nothing is known but what the program makes.
        made = max(((call.lineno, ast.unparse(call)) for target, call in code.assigned() if target == on and call.lineno <= node.lineno), default=(0, ""))[1]
        whole = not (DATAGRAMS.search(made) or STREAMS.search(made))
        made = ast.unparse(code.tree) if whole else made
        if id(node) in alone and (not DATAGRAMS.search(made) or (whole and STREAMS.search(made))):
            yield node, "send may take a part: sendall, or a comment that says why not"


def sleep(code: Code) -> Iterator[tuple[ast.AST, str]]:
    """`asyncio.sleep(0)` waits for nothing: it lets the other tasks run. Any other sleep is a wait, also where it is handed on."""
    events = {target for target, call in code.assigned() if code.dotted(call.func) in {"threading.Event", "threading.Condition", "asyncio.Event"}}
    woken = {on for _, on in code.methods("set", "notify", "notify_all")}
    for node, name in code.calls:
        waits = name.endswith(".wait") and (name.startswith(("threading.Event()", "threading.Condition()")) or name.removesuffix(".wait") in events - woken)
        nothing = name == "select.select" and all(isinstance(one, ast.List | ast.Tuple) and not one.elts for one in node.args[:3])
        if name == "signal.sigtimedwait" or waits or nothing:
            yield node, A_WHILE
    turns = {id(node.func) for node, _ in code.calls if ast.unparse(node) == "asyncio.sleep(0)"}
    for node in ast.walk(code.tree):
        if isinstance(node, ast.Name | ast.Attribute) and code.dotted(node) in {"time.sleep", "asyncio.sleep"} and id(node) not in turns:
            yield node, A_WHILE


def listen_without_bind(code: Code) -> Iterator[tuple[ast.AST, str]]:
    bound = {on for _, on in code.methods("bind")}
    for node, on in code.methods("listen"):
        if on not in bound:
            yield node, "without bind, listen takes some port on all of the machine's addresses"


def endless_wait(code: Code) -> Iterator[tuple[ast.AST, str]]:
    """Of a pair, what a client connects and what a server accepts has a time-out. What waits for a client has
    none, and who waits with select has it there."""
    if not code.paired or FOR_EVER in code.docstring or code.methods("select", "setdefaulttimeout", "start_server", "open_connection"):
        return
    limited = {on for _, on in code.methods("settimeout", "setblocking")}
    bound = {on for _, on in code.methods("bind", "listen")}
    for target, call in code.assigned():
        made = code.dotted(call.func)
        timed = made == "socket.create_connection" and (len(call.args) > 1 or any(one.arg == "timeout" for one in call.keywords))
        if made.endswith((".accept", "socket.create_connection", "socket.socket")) and not timed and target not in limited | bound:
            yield call, f"{target} may wait for ever: give it a time-out, or say {FOR_EVER!r}"


RULES = [bare_send, sleep, listen_without_bind, endless_wait]


def find_faults(source: str, paired: bool = False) -> list[str]:
    """What is wrong in a program, which may be one of several that run together."""
    code = Code(source, paired)
    return [f"line {node.lineno}: {said}" for rule in RULES for node, said in rule(code) if not code.excused(node)]
