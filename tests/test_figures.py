"""The drawings of what programs print: which way an arrow points, what lies above what, and that words and shapes agree."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from lab.drawing.figures import DRAWINGS
from lab.paths import DOCS, SNIPPETS

SVG = "{http://www.w3.org/2000/svg}"
FENCES = [
    (kind, name) for page in sorted(DOCS.rglob("*.md"))
    for kind, name in re.findall(r"^ *```figure\n *(\w+) ([\w/-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
]
Point = tuple[float, float]


class Drawn:
    """A drawing as a reader sees it: words with their places, arrows, boxes."""

    def __init__(self, kind: str, output: str) -> None:
        root = ET.fromstring(DRAWINGS[kind](output).svg("A title"))
        self.place: dict[str, Point] = {}  # of what stands there twice, the first
        for node in root.iter(f"{SVG}text"):
            self.place.setdefault(node.text, (float(node.get("x")), float(node.get("y"))))
        lines = [[tuple(map(float, point.split(","))) for point in line.get("points").split()] for line in root.iter(f"{SVG}polyline")]
        # An arrow is a line, and two wings that meet at its end.
        self.arrows: list[tuple[Point, Point]] = [(line[0], line[-1]) for line, wings in pairwise(lines) if len(wings) == 3 and len(line) == 2]
        self.wings = [line for line in lines if len(line) == 3]

    def above(self, *words: str) -> bool:
        """Whether each of the words is above the next."""
        return all(self.place[one][1] < self.place[two][1] for one, two in pairwise(words))

    def ways(self) -> str:
        """Where the arrows point, from top to bottom."""
        return "".join(">" if end[0] > start[0] else "<" for start, end in sorted(self.arrows, key=lambda arrow: arrow[0][1]))


@pytest.mark.parametrize("kind, name", FENCES)
def test_each_arrow_has_its_head_at_its_end(kind, name):
    output = "".join(path.read_text(encoding="utf-8") for path in sorted(SNIPPETS.glob(f"{name}.out")) or sorted(SNIPPETS.glob(f"{name}_*.out")))
    drawn = Drawn(kind, output)
    assert len(drawn.arrows) == len(drawn.wings)
    for (start, end), wings in zip(drawn.arrows, drawn.wings):
        assert wings[1] == end
        for x, y in (wings[0], wings[2]):
            assert abs(x - end[0]) < 10 and abs(y - end[1]) < 10
            assert (x - end[0]) * (start[0] - end[0]) + (y - end[1]) * (start[1] - end[1]) > 0, "a wing lies back towards the start"


def test_every_kind_is_tried_here():
    assert {kind for kind, _ in FENCES} <= DRAWINGS.keys() == TRIED.keys()


def layers(drawn):
    assert drawn.above("7 application", "3 network", "1 physical") and drawn.ways() == ">>"
    assert drawn.place["host A"][0] < drawn.place["relay"][0] < drawn.place["host B"][0]


def nest(drawn):
    assert drawn.above("message", "UDP datagram", "IP packet") and drawn.above("8", "20")  # each header in its own row
    assert drawn.place["20"][0] < drawn.place["8"][0]  # and what is outside begins first


def wave(drawn):
    assert drawn.above("bits", "Manchester")


def queue(drawn):
    # Connections come from the right, and accept takes from the left.
    assert drawn.above("listen", "connect", "accept") and drawn.ways() == "<<"
    came, taken = sorted(drawn.arrows, key=lambda arrow: arrow[0][1])
    assert taken[1][0] < came[1][0]


def calls(drawn):
    assert drawn.place["client program"][0] < drawn.place["server program"][0] and drawn.ways() == "><"
    assert drawn.above("client program", "connect", "SYN", "SYN ACK")


def exchange(drawn):
    assert drawn.place["client"][0] < drawn.place["server"][0] and drawn.ways() == "><"
    assert drawn.above("client", "SYN J", "SYN K, ACK J+1")


def ladder(drawn):
    assert drawn.place["A"][0] < drawn.place["B"][0] and drawn.ways() == "><>" and drawn.above("with set-up", "SABM", "UA", "DISC")
    for (start, end), (one, two) in zip(drawn.arrows, ("AB", "BA", "AB")):
        assert (start[0], end[0]) == (drawn.place[one][0], drawn.place[two][0])


def cut(drawn):
    assert drawn.place["offset 0"][0] < drawn.place["offset 1480"][0]
    assert drawn.above("UDP header", "one UDP datagram, 1600 bytes", "1480", "offset 0")


def stacks(drawn):
    assert drawn.above("RIP", "port 520", "IP protocol 17", "EtherType 0800")  # what is outside lies below


def graph(drawn):
    cross, a, b = (drawn.place[name][0] for name in "✕AB")
    assert abs(cross - b) < abs(cross - a), "the cross is at the end that is blocked"


TRIED = {
    "layers": (layers, "host A  7 application   hello\nhost A  3 network   1\nhost A  1 physical   2\nrelay   1 physical      2\nrelay   3 network   1\n"
               "host B  1 physical   2\nhost B  7 application   hello\n"),
    "nest": (nest, "message      19 bytes\nUDP datagram 27 bytes\nIP packet 47 bytes\n"),
    "wave": (wave, "bits        0 1\nManchester  +- -+\n"),
    "queue": (queue, "listen     -\nconnect    #\naccept    -\n"),
    "calls": (calls, "client  call     connect\nclient  segment  SYN\nserver  segment  SYN ACK\n"),
    "exchange": (exchange, "on the wire: SYN J\n  client SYN_SENT, server none\n  connect returned: False, accept returned: False\n"
                 "on the wire: SYN K, ACK J+1\n  client SYN_SENT, server SYN_RECV\n  connect returned: False, accept returned: False\n"
                 "delivered: all\n  client ESTABLISHED, server ESTABLISHED\n  connect returned: True, accept returned: True\n"),
    "ladder": (ladder, "-- with set-up\nA to B: SABM\nB to A: UA\nA to B: DISC\n"),
    "cut": (cut, "offset    0, 1480 bytes, more: True  UDP header: True\noffset 1480,  120 bytes, more: False  UDP header: False\n"),
    "stacks": (stacks, "RIP   EtherType 0800, IP protocol 17, port 520\n"),
    "graph": (graph, "cable A-B: B's end blocked\ncable B-C: in the tree\ncable C-D: in the tree\ncable D-A: in the tree\n"),
}


@pytest.mark.parametrize("kind", TRIED)
def test_what_is_above_is_drawn_above_and_an_arrow_goes_where_it_is_sent(kind):
    check, output = TRIED[kind]
    check(Drawn(kind, output))
