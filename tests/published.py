"""Pages as they are published: includes expanded, code blocks found by pytest-codeblocks."""

import io
import re
from functools import cache
from pathlib import Path

import markdown
from mkdocs.config import load_config
from pytest_codeblocks import extract_from_buffer
from pytest_codeblocks.main import CodeBlock

from lab.paths import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
# pytest-codeblocks passes over a fence that has more than a language after its ticks.
FENCE = re.compile(r"^( *`{3,}) *\{? *\.?(\w+).*$", re.MULTILINE)


@cache
def snippets_settings() -> dict:
    """The settings with which the site itself expands includes."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    settings = dict(config.mdx_configs["pymdownx.snippets"])
    settings["base_path"] = [str(ROOT / folder) for folder in settings["base_path"]]
    return {"pymdownx.snippets": settings}


def expand(text: str) -> str:
    settings = snippets_settings()
    md = markdown.Markdown(extensions=list(settings), extension_configs=settings)
    return "\n".join(md.preprocessors["snippet"].run(text.split("\n")))


def extract(text: str) -> list[CodeBlock]:
    return extract_from_buffer(io.StringIO(FENCE.sub(r"\1\2", text)))


@cache
def blocks(page: Path) -> list[tuple[CodeBlock, CodeBlock]]:
    """Each code block of a page twice: as its author wrote it, and as it is published."""
    text = page.read_text(encoding="utf-8")
    return list(zip(extract(text), extract(expand(text)), strict=True))
