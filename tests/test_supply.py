"""What the workflows run and install: pinned to the byte, and allowed no more than they need."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from lab.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = [(ROOT / "requirements.in", ROOT / "requirements.txt"), (ROOT / ".github/tools.in", ROOT / ".github/tools.txt"),
          (ROOT / "lab/measuring/libraries.in", ROOT / "lab/measuring/libraries.txt")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_jobs_may_do_only_what_they_say(workflow):
    text = workflow.read_text(encoding="utf-8")
    for used in re.findall(r"^ *(?:- )?uses: *(.*)$", text, re.MULTILINE):
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), f"not a commit with its version: {used}"
    described = yaml.safe_load(text)
    assert described["permissions"] == {}
    for name, job in described["jobs"].items():
        assert job["permissions"] and job["timeout-minutes"], name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_one_action_has_one_version():
    used = {line for path in WORKFLOWS for line in re.findall(r"uses: *(\S+@\S+)", path.read_text(encoding="utf-8"))}
    actions = [line.split("@")[0] for line in used]
    assert sorted(actions) == sorted(set(actions))


def test_zizmor_finds_nothing():
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert zizmor, "zizmor is missing: install requirements.txt"
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona", "pedantic", "--color", "never", ".github"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_locked_is_what_was_resolved():
    """A digit of a version or of a hash, or a requirement without its lock: the digests are written by `make lock` alone."""
    for line in (ROOT / ".github/locked.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        text = (ROOT / name).read_text(encoding="utf-8")  # whatever ends its lines here
        assert hashlib.sha256(text.encode()).hexdigest() == digest, f"{name} was changed by hand: make lock"
    assert [line.split("  ")[1] for line in (ROOT / ".github/locked.sha256").read_text(encoding="utf-8").splitlines()] == [
        path.relative_to(ROOT).as_posix() for both in PINNED for path in both
    ]


@pytest.mark.parametrize("named, pinned", PINNED, ids=lambda path: path.name)
def test_every_package_is_pinned_with_its_hashes(named, pinned):
    text = pinned.read_text(encoding="utf-8")
    packages = re.findall(r"^[\w.-]+==\S+.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^\w", text, re.MULTILINE))
    for name in re.findall(r"^[\w.-]+", named.read_text(encoding="utf-8"), re.MULTILINE):
        assert re.search(rf"^{re.escape(name)}==", text, re.MULTILINE | re.IGNORECASE), f"{name}: run make lock"
