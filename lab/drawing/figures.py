"""Figures: SVG drawn from what a program printed, so that picture and program cannot disagree.

A page asks for one with a fence named `figure`. Its first line names a drawing and an example, its second
line is the caption:

    ```figure
    wave physical/line_codes
    The same eight bits in four line codes.
    ```

Each drawing reads the output of that example in the layout that its docstring shows. A figure takes its colours
from the page (assets/site.css) and carries a text alternative that tells the same story in words. Lengths are
in units of the SVG, of which a figure is 520 wide.
"""

import hashlib
import re
from html import escape
from itertools import groupby

from lab.paths import SNIPPETS

WIDTH = 520


class Drawing:
    """Shapes, the height they take, and the words that say the same."""

    def __init__(self) -> None:
        self.shapes: list[str] = []
        self.words: list[str] = []
        self.height = 0

    def add(self, element: str, bottom: float) -> None:
        self.shapes.append(element)
        self.height = max(self.height, bottom)

    def text(self, x: float, y: float, text: str, anchor: str = "middle", kind: str = "") -> None:
        self.add(f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="{kind}">{escape(text)}</text>', y + 5)

    def box(self, x: float, y: float, width: float, height: float, text: str = "", kind: str = "fill") -> None:
        shape = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="3" class="box {kind}"/>'
        self.add(shape, y + height + 2)
        if text:
            self.text(x + width / 2, y + height / 2 + 4.5, text)

    def line(self, points: list[tuple[float, float]], kind: str = "") -> None:
        path = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.add(f'<polyline points="{path}" class="line {kind}"/>', max(y for _, y in points) + 2)

    def arrow(self, start: tuple[float, float], end: tuple[float, float], kind: str = "strong") -> None:
        (x1, y1), (x2, y2) = start, end
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        dx, dy = (x2 - x1) / length, (y2 - y1) / length
        wings = [(x2 - 8 * dx - 4 * s * dy, y2 - 8 * dy + 4 * s * dx) for s in (1, -1)]
        self.line([start, end], kind)
        self.line([wings[0], end, wings[1]], kind)

    def svg(self, title: str) -> str:
        words = " ".join(self.words)
        name = "figure-" + hashlib.sha256((title + words).encode()).hexdigest()[:8]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height + 4:g}" width="{WIDTH}" '
            f'height="{self.height + 4:g}" role="img" aria-labelledby="{name}-title {name}-words">'
            f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(words)}</desc>'
            f"{''.join(self.shapes)}</svg>"
        )


def layers(output: str) -> Drawing:
    """Nodes with the layers that a message passes, in the order in which it passes them:

    host A  7 application   hello
    relay   1 physical      120 bits in
    """
    drawing = Drawing()
    steps = re.findall(r"^(\S.*?) +(\d) (\w+(?: \w+)?)  +(.+)$", output, re.MULTILINE)
    nodes = [(node, list(visited)) for node, visited in groupby(steps, key=lambda step: step[0])]
    width, gap, row = 132, 62, 30
    tops = max(int(number) for _, number, _, _ in steps)
    bottom = 40 + tops * row

    def level(number: str) -> float:
        return 40 + (tops - int(number)) * row

    for column, (node, visited) in enumerate(nodes):
        x = column * (width + gap)
        drawing.text(x + width / 2, 22, node, kind="bold")
        for number, name in dict.fromkeys((number, name) for _, number, name, _ in visited):
            drawing.box(x, level(number) + 2, width, row - 4, f"{number} {name}")
        if column:
            drawing.arrow((x - gap, level("1") + row / 2), (x, level("1") + row / 2))
    for left, right in zip(nodes, nodes[1:]):
        x = nodes.index(right) * (width + gap)
        shared = {number for _, number, _, _ in left[1]} & {number for _, number, _, _ in right[1]} - {"1"}
        for number in sorted(shared):
            drawing.line([(x - gap + 3, level(number) + row / 2), (x - 3, level(number) + row / 2)], "faint dashed")
    ends = {node: {number for _, number, _, _ in visited} for node, visited in nodes}
    middle = set.intersection(*ends.values())
    for number in sorted(set.intersection(ends[nodes[0][0]], ends[nodes[-1][0]]) - middle):
        y = level(number) + row / 2
        drawing.line([(width + 3, y), (len(nodes) * (width + gap) - width - gap - 3, y)], "faint dashed")
    drawing.add("", bottom)
    for node, visited in nodes:
        path = ", ".join(f"{name} ({what})" for _, _, name, what in visited)
        drawing.words.append(f"In {node} the message passes: {path}.")
    return drawing


def nest(output: str) -> Drawing:
    """Units that each contain the one before, with their sizes:

    message      19 bytes
    UDP datagram 27 bytes
    """
    drawing = Drawing()
    units = [(name.strip(), int(size)) for name, size in re.findall(r"^(.+?) +(\d+) bytes$", output, re.MULTILINE)]
    scale = (WIDTH - 130) / units[-1][1]
    for row, (name, size) in enumerate(units):
        y, right = 8 + row * 46, WIDTH - 4
        inner = units[row - 1] if row else None
        drawing.text(0, y + 22, name, "start", "bold")
        drawing.text(0, y + 37, f"{size} bytes", "start", "small")
        if inner:
            header = size - inner[1]
            drawing.box(right - size * scale, y + 6, header * scale, 32, f"{header}", "fill-2")
            drawing.box(right - inner[1] * scale, y + 6, inner[1] * scale, 32, inner[0])
            drawing.words.append(f"The {name} of {size} bytes is a header of {header} bytes and the {inner[0]}.")
            drawing.line([(right - inner[1] * scale, y - 8), (right - inner[1] * scale, y + 6)], "faint dashed")
        else:
            drawing.box(right - size * scale, y + 6, size * scale, 32, name)
            drawing.words.append(f"The {name} has {size} bytes.")
    return drawing


def wave(output: str) -> Drawing:
    """Levels over time: a row of bits, and rows of + 0 - that share its length:

    bits        0 1
    Manchester  +- -+
    """
    drawing = Drawing()
    rows = re.findall(r"^(\S+) +((?:[01+-]+ )*[01+-]+)$", output, re.MULTILINE)
    bits = rows[0][1].split()
    left, width = 92, WIDTH - 96
    cell = width / len(bits)
    y = 20
    for name, symbols in rows:
        drawing.text(0, y + 16, name, "start", "bold")
        levels = symbols.replace(" ", "")
        if set(levels) <= set("01"):
            step = width / len(levels)
            for index, bit in enumerate(levels):
                drawing.text(left + (index + 0.5) * step, y + 16, bit, kind="mono")
            drawing.words.append(f"{name}: {' '.join(levels)}.")
            y += 34
            continue
        step = width / len(levels)
        height = {"+": y, "0": y + 14, "-": y + 28}
        points = [(left + (i + side) * step, height[level]) for i, level in enumerate(levels) for side in (0, 1)]
        drawing.line([(left, y + 14), (left + width, y + 14)], "faint dashed")
        drawing.line(points, "strong thick")
        spoken = {"+": "high", "0": "zero", "-": "low"}
        drawing.words.append(f"{name}: {', '.join(spoken[level] for level in levels)}.")
        y += 52
    for index in range(len(bits) + 1):
        drawing.shapes.insert(0, f'<path d="M{left + index * cell:g} 14V{y - 14:g}" class="line faint"/>')
    return drawing


def queue(output: str) -> Drawing:
    """A queue after each call, a # for each entry, - when it is empty:

    listen     -
    connect    #
    """
    drawing = Drawing()
    rows = re.findall(r"^(\w+) +(#+|-)$", output, re.MULTILINE)
    places = max(len(entries) for _, entries in rows)
    for row, (call, entries) in enumerate(rows):
        y, waiting = 10 + row * 36, entries.count("#")
        drawing.text(96, y + 19, call, "end", "mono")
        for place in range(places):
            x = 190 + place * 62
            if place < waiting:
                drawing.box(x, y, 54, 28, "ready", "fill-2")
            else:
                drawing.box(x, y, 54, 28, "", "faint empty")
        if call == "connect":
            drawing.arrow((190 + waiting * 62 + 32, y + 14), (190 + waiting * 62 - 4, y + 14))
        elif call == "accept":
            drawing.arrow((184, y + 14), (150, y + 14))
        drawing.words.append(f"After {call}, {waiting or 'no'} finished connection{'s' * (waiting != 1)} in the queue.")
    drawing.text(190, drawing.height + 16, "accept takes from this end", "start", "small")
    return drawing


def calls(output: str) -> Drawing:
    """The calls of two programs and the segments of their two kernels, in order of time:

    client  call     connect
    client  segment  SYN
    """
    drawing = Drawing()
    steps = re.findall(r"^(client|server) +(call|segment) +(.+)$", output, re.MULTILINE)
    lane = {"client": (62, 150), "server": (WIDTH - 62, WIDTH - 150)}
    names = {"client": ("client program", "its kernel"), "server": ("server program", "its kernel")}
    y = 34
    for who, kind, what in steps:
        program, kernel = lane[who]
        other = lane["server" if who == "client" else "client"][1]
        if kind == "call":
            drawing.text(program, y + 4, re.sub(" +", " ", what), kind="mono")
            drawing.words.append(f"The {who} calls {what}.")
            y += 25
        else:
            drawing.arrow((kernel, y), (other, y + 12))
            drawing.text(WIDTH / 2, y - 3, what, kind="mono small")
            drawing.words.append(f"The {who}'s kernel sends {what}.")
            y += 30
    for who, (program, kernel) in lane.items():
        drawing.text(program, 14, names[who][0], kind="bold")
        drawing.text(kernel, 14, names[who][1], kind="bold")
        drawing.shapes.insert(0, f'<path d="M{kernel} 22V{y}" class="line faint"/>')
    drawing.add("", y)
    return drawing


def exchange(output: str) -> Drawing:
    """Segments between a client and a server, with both states and the calls that have returned:

    on the wire: SYN J
      client SYN_SENT, server none
      connect returned: False, accept returned: False
    """
    drawing = Drawing()
    steps = re.findall(
        r"^(?:on the wire|delivered): (.+)\n +client (\S+), server (\S+)\n +connect returned: (\w+), accept returned: (\w+)$",
        output, re.MULTILINE,
    )
    left, right, y, seen = 130, WIDTH - 130, 40, set()
    drawing.text(left, 16, "client", kind="bold")
    drawing.text(right, 16, "server", kind="bold")
    for number, (what, client, server, connected, accepted) in enumerate(steps):
        drawing.text(left - 10, y + 2, client, "end", "mono small")
        drawing.text(right + 10, y + 2, server if server != "none" else "LISTEN", "start", "mono small")
        for call, done, x, anchor in (("connect", connected, left - 10, "end"), ("accept", accepted, right + 10, "start")):
            if done == "True" and call not in seen:
                seen.add(call)
                drawing.text(x, y + 18, f"{call} returns", anchor, "bold small")
                drawing.words.append(f"{call} has returned.")
        last = number == len(steps) - 1
        if not last:
            start, end = (left, right) if number % 2 == 0 else (right, left)
            drawing.arrow((start, y + 8), (end, y + 30))
            drawing.text(WIDTH / 2, y + 5, what, kind="mono small")
            drawing.words.append(f"{what} travels; the client is in {client}, the server in {server}.")
        y += 52
    for x in left, right:
        drawing.shapes.insert(0, f'<path d="M{x} 24V{y - 26}" class="line faint"/>')
    return drawing


def ladder(output: str) -> Drawing:
    """What two ends send each other, with captions between:

    -- with set-up
    A to B: SABM
    """
    drawing = Drawing()
    sent = re.findall(r"^(\w+) to (\w+): ", output, re.MULTILINE)
    left, right = 60, WIDTH - 60
    place = {sent[0][0]: left, sent[0][1]: right}
    y = 44
    for line in output.splitlines():
        if match := re.fullmatch(r"(\w+) to (\w+): (.+)", line):
            start, end, what = place[match[1]], place[match[2]], re.sub(" +", " ", match[3])
            drawing.arrow((start, y), (end, y + 8))
            drawing.text(WIDTH / 2, y - 4, what, kind="mono small")
            drawing.words.append(f"{match[1]} sends {what}.")
            y += 28
        elif line.startswith("-- ") or (y > 44 and line.endswith("open")):
            caption = line.removeprefix("-- ")
            drawing.text(WIDTH / 2, y, caption, kind="bold small")
            drawing.words.append(f"{caption}:")
            y += 28
    for end, x in place.items():
        drawing.text(x, 14, end, kind="bold")
        drawing.shapes.insert(0, f'<path d="M{x} 22V{y - 10}" class="line faint"/>')
    return drawing


def cut(output: str) -> Drawing:
    """The pieces of one datagram, and which of them has its header:

    offset    0, 1480 bytes, more: True  UDP header: True
    """
    drawing = Drawing()
    pieces = [
        (int(offset), int(size), header == "True")
        for offset, size, header in re.findall(r"^offset +(\d+), +(\d+) bytes.*header: (\w+)$", output, re.MULTILINE)
    ]
    total = sum(size for _, size, _ in pieces)
    scale, gap = (WIDTH - 120) / total, 44
    drawing.box(0, 22, total * scale, 34, f"one UDP datagram, {total} bytes", "fill")
    drawing.box(0, 22, 14, 34, "", "fill-2")
    drawing.text(0, 14, "UDP header", "start", "small")
    for number, (offset, size, header) in enumerate(pieces):
        x, y = offset * scale + number * gap, 92
        drawing.line([(offset * scale, 56), (x + 26, y)], "faint dashed")
        drawing.line([((offset + size) * scale, 56), (x + 26 + size * scale, y)], "faint dashed")
        drawing.box(x, y, 26, 34, "IP", "fill-2")
        drawing.box(x + 26, y, size * scale, 34, f"{size}", "fill")
        if header:
            drawing.box(x + 26, y, 14, 34, "", "fill-2")
        drawing.text(x + 26, y + 50, f"offset {offset}", "start", "small")
        drawing.words.append(f"A packet carries {size} bytes from offset {offset}, with{'' if header else 'out'} the UDP header.")
    return drawing


def stacks(output: str) -> Drawing:
    """What each protocol is carried in, from the outside in:

    RIP   EtherType 0800, IP protocol 17, port 520
    """
    drawing = Drawing()
    rows = [
        (name, re.sub(r", no \w+|\bthen ", "", inside))
        for name, inside in re.findall(r"^(\S+) +(.*(?:EtherType|length).*)$", output, re.MULTILINE)
    ]
    width = WIDTH / len(rows)
    tallest = 1 + max(len(inside.split(", ")) for _, inside in rows)
    for column, (name, inside) in enumerate(rows):
        parts = [*inside.split(", "), name]
        for level, part in enumerate(parts):
            y = 6 + (tallest - 1 - level) * 38
            drawing.box(column * width + 3, y, width - 6, 34, "", "fill-2" if part == name else "fill")
            drawing.text(column * width + width / 2, y + 21, part, kind="bold" if part == name else "small")
        drawing.words.append(f"{name} is carried in: {inside}.")
    return drawing


def graph(output: str) -> Drawing:
    """Bridges and the cables between them, some blocked at one end:

    cable A-B: in the tree
    cable D-A: D's end blocked
    """
    drawing = Drawing()
    cables = re.findall(r"^cable (\w)-(\w): (.+)$", output, re.MULTILINE)
    names = sorted({name for first, second, _ in cables for name in (first, second)})
    corners = [(130, 40), (390, 40), (390, 190), (130, 190)]
    place = dict(zip(names, corners, strict=True))
    for first, second, state in cables:
        (x1, y1), (x2, y2) = place[first], place[second]
        drawing.line([(x1, y1), (x2, y2)], "strong thick" if "tree" in state else "faint dashed")
        drawing.words.append(f"The cable between {first} and {second}: {state}.")
        if blocked := re.match(r"(\w)'s end", state):
            (x1, y1), (x2, y2) = ((x1, y1), (x2, y2)) if blocked[1] == first else ((x2, y2), (x1, y1))
            drawing.text(x1 + (x2 - x1) * 0.3, y1 + (y2 - y1) * 0.3 + 5, "✕", kind="bold")
    for name, (x, y) in place.items():
        drawing.box(x - 24, y - 18, 48, 36, name, "solid")
    return drawing


DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (layers, nest, wave, queue, calls, exchange, ladder, cut, stacks, graph)
}


def format_fence(source: str, language: str, css_class: str, options: dict, md, **kwargs) -> str:
    """The `figure` fence of mkdocs.yml: a drawing with its caption, as HTML. SuperFences gives the arguments."""
    first, caption = source.strip().split("\n", 1)
    drawing, example = first.split()
    output = (SNIPPETS / example).with_suffix(".out").read_text(encoding="utf-8")
    program = f"{example.rsplit('/', 1)[-1]}.py"
    return (
        f'<figure class="drawn">{DRAWINGS[drawing](output).svg(caption)}'
        f"<figcaption>{escape(caption)} Drawn from the output of <code>{program}</code>.</figcaption></figure>"
    )
