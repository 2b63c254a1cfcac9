"""What all tests share: nothing is skipped in silence."""

import os
import re
from collections import Counter

import pytest

from lab.running import namespace
from lab.running.examples import Unchecked
from tests.browser import browser, hosted, tab  # noqa: F401, fixtures for all

# Set in continuous integration: what this machine cannot check is then a failure.
EVERYTHING = os.environ.get("CHECK_EVERYTHING") == "1"


def pytest_xdist_auto_num_workers(config):
    """Two for each core: programs and browsers mostly wait."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    return (yield from unless_unchecked())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    return (yield from unless_unchecked())


def unless_unchecked():
    """Turn "this machine cannot check it" into a skip that the summary reports, or a failure where all is asked for."""
    try:
        return (yield)
    except Unchecked as reason:
        if EVERYTHING:
            raise
        pytest.skip(str(reason))


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped and namespace.available():
        return
    terminalreporter.section("NOT CHECKED ON THIS MACHINE", sep="!", red=True, bold=True)
    if not namespace.available():
        terminalreporter.line("No network namespaces: the examples ran on the real loopback, one at a time.")
    # An example's name begins the reason why it was not run: one line tells of all that lack the same.
    reasons = Counter(re.sub(r"^[\w-]+/[\w.-]+: ", "", report.longrepr[2].removeprefix("Skipped: ")) for report in skipped)
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{reason} ({count} {'test' if count == 1 else 'tests'})")
    terminalreporter.line("On Debian and its kin, `sudo make tools` installs what is missing.")
