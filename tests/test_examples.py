"""Every example, every variation and every session prints, byte for byte, what its pages show."""

import re
import sys

import pytest

from lab.running import namespace
from lab.running.runs import all_runnables, collect_outputs

# On a shared loopback fixed ports would clash: then one example at a time.
if not namespace.available():
    pytestmark = pytest.mark.xdist_group("loopback")


def comparable(text: str) -> str:
    """The outputs were recorded on Linux; other systems number and word their errors in their own way."""
    return text if sys.platform == "linux" else re.sub(r"\[(Errno|WinError) \d+\].*", "[an error]", text)


@pytest.mark.parametrize("one", all_runnables(), ids=lambda one: one.name)
def test_output(one):
    for file, printed in collect_outputs(one).items():
        recorded = file.read_text(encoding="utf-8") if file.exists() else ""
        assert comparable(printed) == comparable(recorded), f"{file.name} holds something else; `python -m lab.record {one.name}`"
