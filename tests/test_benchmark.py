"""The servers of data/architectures.yml: each holds as many clients as it says; and what the benchmark finds is what pages show."""

import multiprocessing
import re
import sys

import pytest

from lab.drawing.plots import plot, table, values
from lab.measuring import benchmark
from lab.measuring.architectures import all_architectures
from lab.measuring.load import Load
from lab.measuring.server import Unfit, allow_descriptors, serving
from lab.running import namespace
from lab.running.examples import Unchecked

IDLE, BUSY = 2000, 200
OWN = [pytest.param(one, id=one.key) for one in all_architectures() if not one.needs]  # the standard library's


def apart(function, *arguments):
    """What a function returns that runs in a process of its own, in a network of its own."""
    if not namespace.available():
        raise Unchecked("The servers of the benchmark: need Linux and a network namespace.")
    with multiprocessing.get_context("spawn").Pool(1, initializer=namespace.enter, initargs=[False]) as pool:
        return pool.apply(function, arguments)


def hold(architecture, count: int, busy: int, patience: float) -> tuple[int, int, list[str]]:
    """How many of so many clients are served, how many answers the busy ones get then, and what was lost."""
    allow_descriptors()
    with serving(architecture) as server, Load(server.address) as load:
        served = load.open(count, patience)
        measured = load.measure(min(served, busy), 0.5)
        return served, len(measured.latencies), load.lost


@pytest.mark.parametrize("architecture", OWN)
def test_it_holds_idle_and_busy_clients(architecture):
    """As many as asked for; or as many as it says that its design allows, and then no other."""
    count = IDLE + BUSY
    expected = min(count, architecture.holds or count)
    # Where some wait in vain, the patience with them is how long the test takes.
    served, answers, lost = apart(hold, architecture, expected + (expected < count), BUSY, 20 if expected == count else 1)
    assert (served, lost) == (expected, [])
    assert answers >= min(expected, BUSY)
    assert architecture.because or expected == count


def test_what_is_measured_has_its_numbers():
    one = apart(benchmark.measure, next(one for one in all_architectures() if not one.holds and not one.needs), 100, 0.2)
    assert one["served"] == one["clients"] == 100 and one["lost"] == 0
    assert one["rate"] > 100 and 0 < one["median"] <= one["tail"] < 1000 * 20
    assert sys.platform != "linux" or 0 < one["memory"] < 1e6


def test_a_server_that_does_not_start_is_told(tmp_path, monkeypatch):
    from dataclasses import replace

    one = replace(all_architectures()[0], program=str(tmp_path / "none.py"), constants={})
    (tmp_path / "none.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    with pytest.raises(Unfit, match="nothing_of_this_name"), serving(one):
        pass


@pytest.mark.parametrize("architecture", [pytest.param(one, id=one.key) for one in all_architectures()])
def test_its_constants_are_those_of_the_program(architecture):
    for name, value in architecture.constants.items():
        assert f"\n{name} = {value}\n" in architecture.source()


# ---- what was found


FOUND = {"architectures": {
    "one": {"name": "One", "sizes": [{"clients": 1, "served": 1, "rate": 30.0, "memory": None}, {"clients": 10, "served": 10, "rate": 4000.0, "memory": 2048.0}],
            "strangers": {"clients": 50, "served": 50, "rate": 5.0}},
    "other": {"name": "Other", "sizes": [{"clients": 1, "served": 1, "rate": 10.0, "memory": None}, {"clients": 10, "served": 4, "rate": 2.0, "memory": 9.0}],
              "strangers": {"clients": 50, "served": 0, "rate": 0.0}},
}}


@pytest.mark.parametrize("one, other, times", [
    ("one@1", "other@1", "3.0"), ("other@1", "one@1", "0.3"), ("one@10", "one@1", "130"), ("one@10", "other@10", "2,000"), ("one@1", "one@strangers", "6.0"),
])
def test_a_ratio_is_of_two_numbers_of_one_run(one, other, times):
    assert benchmark.ratio("rate", one, other, FOUND) == times


def test_a_ratio_of_what_was_not_measured_is_an_error():
    for names in (("one@1", "third@1"), ("one@7", "other@1")):
        with pytest.raises((KeyError, StopIteration)):
            benchmark.ratio("rate", *names, FOUND)
    with pytest.raises(ValueError, match="no memory"):
        benchmark.ratio("memory", "one@1", "one@10", FOUND)


def test_a_plot_says_the_same_in_words_and_the_table_in_numbers():
    measured = {entry["name"]: values(entry, "rate") for entry in FOUND["architectures"].values()}
    assert measured == {"One": {1: 30.0, 10: 4000.0}, "Other": {1: 10.0}}  # where some were not served, nothing is compared
    drawn = plot("rate", measured)
    assert "One: 30 with 1, 4,000 with 10." in drawn.words and "Other: 10 with 1." in drawn.words
    heights = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn.svg("Title"))]
    assert heights[1] < heights[0] < heights[2] - 0, "more is higher"
    assert re.findall(r"<td[^>]*>([^<]*)</td>", table("rate", measured))[:2] == ["30", "4,000"]
