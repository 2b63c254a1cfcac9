"""What is measured: the architectures that data/architectures.yml lists.

Each entry has a `key`, which pages and results use, a `name` in words, and the `program`, by its path, which
speaks the protocol of snippets/lines/lines_server.py. It may have

    constants   names and values that stand in the place of those in the program: its own bound on clients, mostly; several of
                one line together, as `A, B` and `1, 2`
    through     what Python is given before the program: `-m gevent.monkey`
    needs       modules that have to be there; else it is left out, and the results say so
    holds       how many clients it can hold at once by its design, if that is fewer than are tried, and `because`
"""

import importlib.util
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from lab.paths import ARCHITECTURES, ROOT


@dataclass(frozen=True)
class Architecture:
    key: str
    name: str
    program: str
    constants: dict[str, int | str] = field(default_factory=dict)
    through: str = ""
    needs: tuple[str, ...] = ()
    holds: int | None = None
    because: str = ""

    @property
    def path(self) -> Path:
        return ROOT / self.program

    def source(self) -> str:
        """The program with its constants replaced. ValueError where it has no such constant, or two."""
        text = self.path.read_text(encoding="utf-8")
        for name, value in self.constants.items():
            text, found = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
            if found != 1:
                raise ValueError(f"{self.program} sets {name} {found} times")
        return text

    def missing(self) -> list[str]:
        """The modules that it needs and that are not there."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]


def all_architectures() -> list[Architecture]:
    entries = yaml.safe_load(ARCHITECTURES.read_text(encoding="utf-8"))
    return [Architecture(**entry | {"needs": tuple(entry.get("needs", ()))}) for entry in entries]
