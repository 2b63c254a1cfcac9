"""Every example prints, byte for byte, what its pages show."""

import re
import sys

import pytest

from lab.running import namespace
from lab.running.examples import all_examples, run_example

# On a shared loopback fixed ports would clash: then one example at a time.
if not namespace.available():
    pytestmark = pytest.mark.xdist_group("loopback")


def comparable(text: str) -> str:
    """The outputs were recorded on Linux; other systems number and word their errors in their own way."""
    return text if sys.platform == "linux" else re.sub(r"\[(Errno|WinError) \d+\].*", "[an error]", text)


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.name)
def test_output(example):
    for program, printed in zip(example.programs, run_example(example), strict=True):
        recorded = program.output.read_text(encoding="utf-8")
        assert comparable(printed) == comparable(recorded), f"{program.path.name} printed something else"
