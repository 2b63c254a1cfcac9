"""What mkdocs does here beyond Markdown: the hooks that mkdocs.yml names.

They publish the snippets and the recordings as files, put a line of links under each listing, build the pages
that come from data, and fill in the numbers of the last complete run. When all is built they better the search index
and correct the theme's pages. Everything else on a page is plain Markdown.
"""

import html
import posixpath
import re
from pathlib import Path
from types import SimpleNamespace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from lab.drawing import player
from lab.measuring.benchmark import ratio
from lab.paths import ROOT, SNIPPETS
from lab.publishing import errors
from lab.publishing.book_files import book_files, book_line
from lab.publishing.claims import count_claims, explain_marks, map_markdown
from lab.publishing.glossary import glossary_markdown
from lab.publishing.history import last_change
from lab.publishing.markdown_pages import write_beside_pages
from lab.publishing.page_head import describe_page, full_title
from lab.publishing.programs import LISTING, MEANING, add_links_below, program_files, show_marks
from lab.publishing.search_index import improve_index, worker_script
from lab.publishing.theme import finish_site
from lab.running.summary import read_summary

ANSWER = re.compile(r'<details class="answer">.*?</details>', re.DOTALL)
GENERATED = {"article/map.md": map_markdown, "glossary.md": glossary_markdown}
if errors.ENTRIES.exists():  # a small site may be without
    GENERATED[errors.PAGE] = errors.errors_markdown

# What mkdocs says once, when it starts. While it serves, each build has a configuration of its own.
started = SimpleNamespace(serving=False)


def on_startup(command: str, dirty: bool) -> None:
    started.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    if not config.repo_url:
        config.edit_uri = None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for path in sorted(SNIPPETS.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for name, page in GENERATED.items():
        files.append(File.generated(config, name, content=page()))
    for name, path in offered_files(config).items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    for name, content in (player.recording_files() | program_files(config.nav) | {"assets/search.js": worker_script()}).items():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    page.meta["changed"] = last_change(page.file.src_uri, markdown)
    folder = posixpath.dirname(page.file.src_uri)
    return LISTING.sub(lambda match: add_links_below(match, folder, config.repo_url), fill_in_facts(markdown, config))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    # Programs and players may be linked to; the check of links knows only the anchors that Markdown has made.
    page.present_anchor_ids.update(re.findall(r'<(?:div|socket-player) [^>]*?\bid="([^"]+)"', html))
    page_of_marks, anchor = MEANING
    meaning = files.get_file_from_path(page_of_marks)
    html = show_marks(html, f"{get_relative_url(meaning.url, page.url)}#{anchor}") if meaning else html
    html = re.sub(r'<a (?=href="https?://)', '<a rel="external" ', html)  # on paper these say where they lead
    return player.complete_page(html, page.url, folders=config.use_directory_urls)


def on_env(env, config: MkDocsConfig, files: Files) -> None:
    write_beside_pages(files, config, fill_in_facts)


@event_priority(100)
def strip_colours(context: dict, page: Page, config: MkDocsConfig, nav) -> dict:
    # The search reads the words of a listing; with its colours it would take a quarter of the whole build. The answers
    # to tasks are left out: they repeat the page's programs, and a third of the index would be theirs. The description
    # is put in: it says in the askers' words what the page answers.
    context["coloured"] = page.content
    page.content = ANSWER.sub("", page.content)
    if description := page.meta.get("description"):
        page.content = page.content.replace("</h1>", f"</h1><p>{html.escape(description, quote=False)}</p>", 1)
    page.content = re.sub(r"<pre.*?</pre>", lambda match: re.sub(r"</?span[^>]*>", "", match[0]), page.content, flags=re.DOTALL)
    return context


@event_priority(-100)
def restore_colours(context: dict, page: Page, config: MkDocsConfig, nav) -> dict:
    page.content = explain_marks(context.pop("coloured"))  # after the search, which need not find this on every page
    return context | {"heading": full_title(page, config), "described": describe_page(page, config)}


on_page_context = CombinedEvent(strip_colours, restore_colours)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    if is_offline(config):
        output = player.embed_recordings(output)
    return player.restore_drawings(output)


def on_post_build(config: MkDocsConfig) -> None:
    improve_index(Path(config.site_dir) / "search" / "search_index.json", folders=config.use_directory_urls, together=is_offline(config))
    # A page that is served to its author holds a script that reloads it; one that is read from the disk has no host.
    finish_site(Path(config.site_dir), policy=not started.serving and not is_offline(config))


def is_offline(config: MkDocsConfig) -> bool:
    """Whether the site is built to be read from the disk: lab/printing/book.py says so."""
    return config.extra.get("offline", False)


def offered_files(config: MkDocsConfig) -> dict[str, Path]:
    """The files of the book by their addresses; none in the book itself."""
    return {} if is_offline(config) else book_files()


def fill_in_facts(markdown: str, config: MkDocsConfig) -> str:
    """Replace {run:key} by that fact of the last complete run, {claims:verdict} by a count, {book} by the line that offers it,
    and {times:rate one@1000 other@1000} by how many times as large a number of the benchmark is."""
    markdown = markdown.replace("{book}", book_line(offered_files(config)))
    run = read_summary()
    markdown = re.sub(r"\{run:(\w+)\}", lambda match: str(run[match[1]]), markdown)
    markdown = re.sub(r"\{times:(\w+) (\S+) (\S+)\}", lambda match: ratio(*match.groups()), markdown)
    return re.sub(r"\{claims:(\w+)\}", lambda match: str(count_claims(match[1])), markdown)
