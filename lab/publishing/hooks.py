"""What mkdocs does here beyond Markdown: the hooks that mkdocs.yml names.

They publish the snippets and the recordings as files, put a line of links under each listing, build the pages
that come from data, and fill in the numbers of the last complete run. When all is built they better the search index
and correct the theme's pages. Everything else on a page is plain Markdown.
"""

import json
import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from lab import book, found, player, programs, search, theme
from lab.claims import count, map_page
from lab.example import ROOT, SNIPPETS
from lab.glossary import glossary_page
from lab.record import SUMMARY

GENERATED = {"article/map.md": map_page, "glossary.md": glossary_page}

serving = False


def on_startup(command: str, dirty: bool) -> None:
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    if not config.repo_url:
        config.edit_uri = None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for path in sorted(SNIPPETS.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for name, page in GENERATED.items():
        files.append(File.generated(config, name, content=page()))
    for name, path in book.published().items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for name, content in (player.published() | programs.published(config.nav)).items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    page.meta["changed"] = found.changed(page.file.src_uri, markdown)
    folder = posixpath.dirname(page.file.src_uri)
    return programs.LISTING.sub(lambda match: programs.under(match, folder, config.repo_url), fill_in(markdown))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    # Programs and players may be linked to; the check of links knows only the anchors that Markdown has made.
    page.present_anchor_ids.update(re.findall(r'<(?:div|socket-player) [^>]*?\bid="([^"]+)"', html))
    html = re.sub(r'<a (?=href="https?://)', '<a rel="external" ', html)  # on paper these say where they lead
    return player.place(html, page.url)


def on_env(env, config: MkDocsConfig, files: Files) -> None:
    found.publish(files, config, fill_in)


@event_priority(100)
def before_search(context: dict, page: Page, config: MkDocsConfig, nav) -> dict:
    # The search reads the words of a listing; with its colours it would take a quarter of the whole build.
    context["coloured"] = page.content
    page.content = re.sub(r"<pre.*?</pre>", lambda match: re.sub(r"</?span[^>]*>", "", match[0]), page.content, flags=re.DOTALL)
    return context


@event_priority(-100)
def after_search(context: dict, page: Page, config: MkDocsConfig, nav) -> dict:
    page.content = context.pop("coloured")
    return context | {"heading": found.title_of(page, config), "found": found.about(page, config)}


on_page_context = CombinedEvent(before_search, after_search)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return player.back(output)


def on_post_build(config: MkDocsConfig) -> None:
    search.improve(Path(config.site_dir) / "search" / "search_index.json", folders=config.use_directory_urls)
    # A page that is served to its author holds a script that reloads it; one that is read from the disk has no host.
    theme.finish(Path(config.site_dir), policy=not serving and not player.inline)


def fill_in(markdown: str) -> str:
    """Replace {run:key} by that fact of the last complete run, {claims:verdict} by a count, {book} by the line that offers it."""
    markdown = markdown.replace("{book}", book.offer())
    run = json.loads(SUMMARY.read_text(encoding="utf-8"))
    markdown = re.sub(r"\{run:(\w+)\}", lambda match: str(run[match[1]]), markdown)
    return re.sub(r"\{claims:(\w+)\}", lambda match: str(count(match[1])), markdown)
