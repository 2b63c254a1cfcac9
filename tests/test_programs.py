"""Programs to take along: the page of all programs, the archives, and the line under each listing."""

import io
import re
import zipfile
from html import escape
from pathlib import Path

import pytest
from mkdocs.config import load_config

from lab.paths import ROOT, SNIPPETS
from lab.publishing import programs
from lab.publishing.addresses import Anchors
from lab.running.examples import MARKS, Example, Program, all_examples, run_example
from tests.browser import GROUP, SMALL

pytestmark = GROUP
EXAMPLES = all_examples()
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
MACOS = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEPHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
# By what a reader uses: the commands for a program that runs everywhere.
SHOWN = {
    "Windows": ({"user_agent": WINDOWS}, "py hello_server.py"),
    "macOS": ({"user_agent": MACOS}, "python3 hello_server.py"),
    "Linux": ({"user_agent": LINUX}, "python3 hello_server.py"),
    "a telephone": ({"user_agent": TELEPHONE}, "python3 hello_server.py Linux, macOS or py hello_server.py Windows"),
    "no script": ({"java_script_enabled": False}, "python3 hello_server.py Linux, macOS or py hello_server.py Windows"),
}


@pytest.fixture(scope="module")
def chapters():
    return programs.list_chapters(load_config(str(ROOT / "mkdocs.yml")).nav)


@pytest.fixture(scope="module")
def page(hosted) -> str:
    return (hosted.folder / "programs" / "index.html").read_text(encoding="utf-8")


def address(source: str) -> str:
    """Where a page of docs/ is, seen from the page of programs."""
    return "../" if source == "index.md" else f"../{source.removesuffix('.md')}/"


def test_every_example_is_in_one_chapter(chapters):
    told = [example for chapter in chapters for example in chapter.examples]
    assert sorted(example.name for example in told) == sorted(example.name for example in EXAMPLES)
    for chapter in chapters:
        assert {example.name.split("/")[0] for example in chapter.examples} == {chapter.name}


def test_the_page_has_every_program_and_leads_to_its_listing(chapters, page, hosted):
    items = re.findall(r'<li class="chosen[^"]*">.*?</li>', page, re.DOTALL)
    assert len(items) == len(EXAMPLES)
    for chapter in chapters:
        anchors = Anchors((hosted.folder / "programs" / address(chapter.page) / "index.html").read_text(encoding="utf-8")).found
        for example in chapter.examples:
            [item] = [item for item in items if f'snippets/{chapter.name}/{example.programs[0].path.name}"' in item]
            for program in example.programs:
                name = program.path.name
                assert f'<a href="{address(chapter.page)}#{name}"><code>{name}</code></a> {escape(programs.describe_program(program), quote=False)}' in item
                assert f'<a download="{name}" href="../snippets/{chapter.name}/{name}">' in item
                assert f"<code>{programs.command_line(program)}</code>" in item
                assert anchors.count(name) == 1, f"{chapter.page} has no listing {name}"
            player = re.search(r'href="[^"]*#([^"]+)">Recording', item)
            assert bool(player) == (example.name in chapter.players)
            assert not player or player[1] in anchors, f"{chapter.page} has no player {player[1]}"


def test_commands_suit_the_program():
    by_name = {program.path.stem: program for example in EXAMPLES for program in example.programs}
    assert programs.command_lines(by_name["three_segments"]) == "`sudo python3 three_segments.py` Linux only"
    assert programs.command_lines(by_name["server_stopped"]) == "`python3 server_stopped.py` not on Windows"
    assert programs.command_line(by_name["echo_server"], "windows") == "py echo_server.py"
    for program in by_name.values():
        told = programs.command_lines(program)
        assert ("sudo" in told) == ("as root" in program.declarations) and ("`py " in told) == (not re.search("Linux only|Not on Windows", program.declarations))


def test_what_a_program_needs_is_told_to_the_reader(tmp_path):
    program = Program(tmp_path / "one.py")
    program.path.write_text('"""Call ::1.\n\nLinux only, as root. Needs IPv6.\n"""\n', encoding="utf-8")
    assert programs.list_needs(program) == ["Linux only", "root", "IPv6"]
    chapter = programs.Chapter("part", "page.md", (Example("page/one", (program,)),), frozenset())
    assert programs.find_choices(chapter, chapter.examples[0]) == set()


def words(locator) -> str:
    """The visible text, on one line."""
    return " ".join(locator.inner_text().split())


@pytest.mark.parametrize("reader", SHOWN)
def test_a_listing_shows_the_command_for_the_readers_system(reader, hosted, tab):
    settings, command = SHOWN[reader]
    page = tab(f"{hosted.address}sockets/first-program/", **settings)
    line = page.locator('[id="hello_server.py"] + .listing-links')
    assert words(line) == f"Terminal 1: {command} · Download hello_server.py · Source of hello_server.py"
    # Loaded at once from another page, and on the page of all programs, it is the same.
    page.goto(f"{hosted.address}programs/")
    runs = words(page.locator(".runs", has_text="hello_server.py"))
    assert runs.startswith(f"Terminal 1: {command} · Download hello_server.py Terminal 2:") and f"Terminal 2: {command.replace('server', 'client')} · Download" in runs
    page.locator('a[href$="#hello_server.py"]').click()
    page.wait_for_url("**/sockets/first-program/#hello_server.py")
    line.wait_for()
    assert command in words(line)
    page.goto(f"{hosted.address}sockets/handshake/")
    assert words(page.locator('[id="three_segments.py"] + .listing-links')).startswith("sudo python3 three_segments.py Linux only · ")


@pytest.mark.parametrize("choice", ["all", *programs.CHOICES])
def test_the_filter_shows_what_it_counts(choice, hosted, tab):
    page = tab(f"{hosted.address}programs/", java_script_enabled=False)
    button = page.locator(f"#programs-{choice}")
    button.check()
    shown = page.locator("li.chosen:visible").count()
    assert str(shown) in page.locator("label", has=button).inner_text() and 0 < shown <= len(EXAMPLES)
    for heading in page.locator(".chosen > :is(h2, h3):visible").all():
        assert heading.locator("..").locator("li.chosen:visible").count(), f"nothing below {heading.inner_text()}"


def test_the_page_fits_a_telephone(hosted, tab):
    page = tab(f"{hosted.address}programs/", size=SMALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL[0]


def test_on_paper_the_page_is_a_list(hosted, tab):
    page = tab(f"{hosted.address}programs/")
    page.emulate_media(media="print")
    assert page.locator("li.chosen:visible").count() == len(EXAMPLES)
    assert not page.locator("fieldset").is_visible()


def read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        return {name: archive.read(name) for name in archive.namelist()}


def files(chapter: programs.Chapter) -> dict[str, bytes]:
    """The programs and their outputs; what else lies there answers the tasks of the page."""
    programs = (SNIPPETS / chapter.name).glob("*.py")
    return {f"{chapter.name}/{path.name}": path.read_bytes() for program in programs for path in (program, program.with_suffix(".out"))}


def test_each_archive_holds_exactly_its_programs(chapters, hosted, page):
    together = {}
    for chapter in chapters:
        held = read(hosted.folder / chapter.archive)
        readme = held.pop(f"{chapter.name}/README.txt").decode()
        assert held.pop(f"{chapter.name}/LICENSE.txt") == (ROOT / "LICENSE").read_bytes()
        assert held == files(chapter)
        assert [line.strip() for line in readme.splitlines() if line.endswith(".py")][3:] == [program.path.name for program in chapter.programs]
        assert f'href="../{chapter.archive}"' in page
        together |= held
    held = read(hosted.folder / programs.ALL_PROGRAMS)
    for name in ("README.txt", "LICENSE.txt", *(f"{chapter.name}/README.txt" for chapter in chapters)):
        held.pop(f"programs/{name}")
    assert held == {f"programs/{name}": data for name, data in together.items()}
    assert f'href="../{programs.ALL_PROGRAMS}"' in page


def test_the_same_programs_give_the_same_archives(hosted):
    again = programs.program_files(load_config(str(ROOT / "mkdocs.yml")).nav)
    for name, data in again.items():
        if name.endswith(".zip"):
            assert (hosted.folder / name).read_bytes() == data, name


@pytest.mark.parametrize("name", ["home/conversation", "handshake/echo", "stream/sticky", "first-program/port_as_text"])
def test_what_is_unpacked_runs(name, hosted, tmp_path):
    zipfile.ZipFile(io.BytesIO((hosted.folder / programs.ALL_PROGRAMS).read_bytes())).extractall(tmp_path)
    unpacked = {example.name: example for example in all_examples(tmp_path / "programs")}
    assert sorted(unpacked) == sorted(example.name for example in EXAMPLES)
    example = unpacked[name]
    assert run_example(example) == [program.output.read_text(encoding="utf-8") for program in example.programs]


def test_a_mark_stands_in_the_title_of_its_program(hosted, tab):
    marked = {program.path.name: program.mark for example in EXAMPLES for program in example.programs if program.mark}
    assert set(marked.values()) == set(MARKS)
    page = tab(f"{hosted.address}tcp-udp/stream/", java_script_enabled=False)
    for name in "framed_server.py", "sticky_server.py":
        assert words(page.locator(f'[id="{name}"] > .filename')) == f"{name} What it is for: {marked[name]}"
    page.locator(".filename > .mark").first.press("Enter")
    page.wait_for_url("**/about/testing/#marks")
    listed = page.locator('[id="marks"] ~ ul').first.inner_text()
    assert all(f"{mark}:" in listed for mark in MARKS)


def test_a_listing_without_a_mark_has_none():
    html = '<div id="a.py" class="language-python highlight"><span class="filename">a.py</span><pre>'
    assert programs.show_marks(html, "#marks") == html
    marked = html.replace("python ", "python to-copy ")
    assert '>a.py <a class="mark" href="#marks"><span class="visually-hidden">What it is for: </span>to copy</a></span>' in programs.show_marks(marked, "#marks")


def test_every_mark_is_known_and_alone():
    for example in EXAMPLES:
        for program in example.programs:
            found = [mark for mark, found in MARKS.items() if found.search(program.declarations)]
            assert len(found) < 2, f"{program.path}: {found}"
            assert "Broken by" not in program.declarations or program.broken_by
