"""Plots of the benchmark, drawn from recordings/benchmark.json: a small one for each architecture, all with the same axes.

A page asks for one with a fence named `benchmark`: its first line names a quantity of QUANTITIES, its second line is the caption.

    ```benchmark
    rate
    Answers in a second.
    ```

Below the plots the same numbers follow as a table. The fence `strangers` gives a table alone: who is served among clients that behave badly. Lengths are in units of the SVG.
"""

from html import escape
from math import log10

from lab.drawing.figures import WIDTH, Drawing
from lab.measuring.benchmark import SIZES, read_benchmark

# What a number of the results is, in words, and how it is written.
QUANTITIES = {
    "rate": ("answers in a second", lambda value: f"{value:,.0f}"),
    "median": ("milliseconds, the median", lambda value: written(value)),
    "tail": ("milliseconds, the 99th percentile", lambda value: written(value)),
    "memory": ("KiB of memory for each client", lambda value: written(value / 1024)),
}
COLUMNS, PANEL, GAP, TOP = 2, 92, 28, 18


def written(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def format_fence(source: str, language: str, css_class: str, options: dict, md, **kwargs) -> str:
    """The `benchmark` fence of mkdocs.yml: plots and a table, as HTML. SuperFences gives the arguments."""
    quantity, caption = source.strip().split("\n", 1)
    found = read_benchmark()
    if quantity == "strangers":
        return f'<figure class="drawn">{strangers_table(found)}<figcaption>{escape(caption)} {escape(where(found))}</figcaption></figure>'
    measured = {entry["name"]: values(entry, quantity) for entry in found["architectures"].values() if "sizes" in entry}
    return (
        f'<figure class="drawn">{plot(quantity, measured).svg(caption)}<figcaption>{escape(caption)} {escape(where(found))}</figcaption></figure>'
        f'<details class="note"><summary>The numbers: {escape(QUANTITIES[quantity][0])}</summary>{table(quantity, measured)}</details>'
    )


def values(entry: dict, quantity: str) -> dict[int, float]:
    """The quantity by the number of clients, where all of them were served."""
    return {one["clients"]: one[quantity] for one in entry["sizes"] if one[quantity] is not None and one["served"] == one["clients"]}


def where(found: dict) -> str:
    return f"{found['machine']}, {found['system']}, Python {found['python']}, {found['date']}."


def plot(quantity: str, measured: dict[str, dict[int, float]]) -> Drawing:
    """A panel for each architecture: its line, and faintly those of all others."""
    drawing = Drawing()
    words, write = QUANTITIES[quantity]
    sizes = [size for size in SIZES if any(size in line for line in measured.values())]
    numbers = [value for line in measured.values() for value in line.values()]
    low, high = log10(min(numbers)), log10(max(numbers))
    width = (WIDTH - (COLUMNS - 1) * GAP) / COLUMNS

    def place(panel: int, size: int, value: float) -> tuple[float, float]:
        left, top = (panel % COLUMNS) * (width + GAP), (panel // COLUMNS) * (PANEL + TOP + GAP) + TOP
        across = (log10(size) - log10(sizes[0])) / (log10(sizes[-1]) - log10(sizes[0]) or 1)
        return round(left + 8 + across * (width - 50), 1), round(top + 14 + (high - log10(value)) / (high - low or 1) * (PANEL - 28), 1)

    for panel, (name, line) in enumerate(measured.items()):
        left, top = (panel % COLUMNS) * (width + GAP), (panel // COLUMNS) * (PANEL + TOP + GAP)
        drawing.text(left, top + 12, name, "start", "bold")
        for other, behind in measured.items():
            if other != name and len(behind) > 1:
                drawing.line([place(panel, *point) for point in behind.items()], "faint")
        points = [place(panel, *point) for point in line.items()]
        if len(points) > 1:
            drawing.line(points, "strong thick")
        for x, y in points:
            drawing.add(f'<circle cx="{x:g}" cy="{y:g}" r="2.5" class="dot"/>', y + 3)
        for (x, y), value in {points[0]: [*line.values()][0], points[-1]: [*line.values()][-1]}.items() if points else ():
            # At the left above its point, at the right beside it.
            drawing.text(*((x + 6, y + 4) if x > left + width / 3 else (x - 6, y - 7)), write(value), "start", "small")
        drawing.line([(left, top + TOP + PANEL), (left + width, top + TOP + PANEL)], "faint")
        for size in sizes:
            drawing.text(place(panel, size, 10**high)[0], top + TOP + PANEL + 13, f"{size:,}", "middle", "small")
        told = ", ".join(f"{write(value)} with {size:,}" for size, value in line.items())
        drawing.words.append(f"{name}: {told or 'nothing measured'}.")
    drawing.words.insert(0, f"For each architecture the {words}, by the number of clients, on logarithmic scales.")
    return drawing


def table(quantity: str, measured: dict[str, dict[int, float]]) -> str:
    write = QUANTITIES[quantity][1]
    head = "".join(f'<th scope="col" style="text-align: right">{size:,}</th>' for size in SIZES)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(f'<td style="text-align: right">{write(line[size]) if size in line else "–"}</td>' for size in SIZES) + "</tr>"
        for name, line in measured.items()
    )
    return f'<table><thead><tr><th scope="col">Clients</th>{head}</tr></thead><tbody>{rows}</tbody></table>'


def strangers_table(found: dict) -> str:
    """Of each architecture: how many good clients are served among strangers, and what they see."""
    rows = ""
    for entry in found["architectures"].values():
        if one := entry.get("strangers"):
            numbers = [f"{one['served']} of {one['clients']}", *(QUANTITIES[name][1](one[name]) if one[name] is not None and one["served"] else "–" for name in ("rate", "median", "tail"))]
            rows += f'<tr><th scope="row">{escape(entry["name"])}</th>' + "".join(f'<td style="text-align: right">{number}</td>' for number in numbers) + "</tr>"
    head = "".join(f'<th scope="col" style="text-align: right">{words}</th>' for words in ("served", "answers in a second", "median, ms", "99th percentile, ms"))
    return f'<table><thead><tr><th scope="col">Among strangers</th>{head}</tr></thead><tbody>{rows}</tbody></table>'
