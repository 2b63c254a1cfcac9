"""A real browser, and this site served to it as a host would serve it: compressed, with its own page for what is missing.

The fixtures are shared by all tests that need a browser; those tests form one group, so one worker starts one browser
and builds the site once.
"""

import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from lab.paths import ROOT
from lab.printing.chromium import CHROMIUM, FLAGS
from lab.running.examples import Unchecked

GROUP = pytest.mark.xdist_group("browser")
DESKTOP, PHONE, SMALL = (1280, 900), (390, 844), (360, 740)
# What hosts compress; images and archives are compressed already.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".py"}


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        raise Unchecked("What a reader's browser shows: Chromium is not installed.")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Unchecked("What a reader's browser shows: Playwright is not installed.") from None
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def tab(browser):
    """Opens pages, and fails if one of them reported an error."""
    opened, errors = [], []

    def open_(address: str = "about:blank", size=DESKTOP, scheme: str = "light", **settings):
        settings = {"reduced_motion": "reduce"} | settings
        context = browser.new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=scheme, **settings)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        return page

    yield open_
    for context in opened:
        context.close()
    assert not errors


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder compressed, and its 404.html for what is not there; notes each request in server.requests."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests.append(self.path)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path = path / "index.html"
        if path.is_dir():
            self.send_response(301)
            self.send_header("Location", self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in COMPRESSED:
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form, *values):
        pass


class Server(http.server.ThreadingHTTPServer):
    """A host of one folder on a free port of the loopback."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder
        self.requests: list[str] = []
        super().__init__(("127.0.0.1", 0), Host)
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def finish_request(self, request, client_address):
        Host(request, client_address, self, directory=str(self.folder))

    def handle_error(self, request, client_address):
        pass  # a browser that was closed goes away in the middle of an answer

    def __enter__(self):
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.thread.join()
        self.server_close()


# `--quiet` would hide the warnings from `--strict` too.
BUILD = ["-m", "mkdocs", "build", "--strict"]


def build(target: Path, root: Path = ROOT, **settings: str) -> Path:
    """Build the site strictly into the target, with these settings in the environment and no others. Raises AssertionError
    that says what is wrong with it."""
    environment = {k: v for k, v in os.environ.items() if k not in {"SITE_URL", "REPO_URL"}}
    done = subprocess.run(
        [sys.executable, *BUILD, "--site-dir", str(target)],
        cwd=root, env=environment | {"NO_MKDOCS_2_WARNING": "1"} | settings,
        capture_output=True, text=True, encoding="utf-8", timeout=300,
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO ")]
    assert done.returncode == 0 and not said, "\n".join(said)
    return target


SOMEWHERE = "http://127.0.0.1:1/"  # the address for which the site is built, before that of its server is known


@pytest.fixture(scope="session")
def hosted(tmp_path_factory):
    """This site at the address at which it is served here: a Server with its address, folder and requests."""
    built = build_once(tmp_path_factory, "hosted", SITE_URL=SOMEWHERE, REPO_URL="https://example.com/python-sockets")
    with Server() as server:
        server.folder = tmp_path_factory.mktemp("hosted")
        shutil.copytree(built, server.folder, dirs_exist_ok=True)
        for path in server.folder.rglob("*"):
            if path.suffix in COMPRESSED and SOMEWHERE in (text := path.read_text(encoding="utf-8")):
                path.write_text(text.replace(SOMEWHERE, server.address), encoding="utf-8", newline="")
        yield server


def build_once(tmp_path_factory, name: str, **settings: str) -> Path:
    """The site built with these settings, for all workers of a run: the first one builds it, the others wait for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # each worker has a folder of its own in that of the run
    target, broken = shared / f"built-{name}", shared / f"built-{name}.broken"
    try:
        (shared / f"built-{name}.begun").mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 110
        while not target.exists():
            assert not broken.exists(), "the site does not build: see the worker that tried"
            assert time.monotonic() < deadline, "another worker builds the site, and does not end"
            time.sleep(0.05)
        return target
    try:
        return build(shared / f"built-{name}.part", **settings).rename(target)
    except BaseException:
        broken.mkdir()
        raise


def axe(page, within: str | list[str] = "html", rules: list[str] | None = None, without: list[str] = ()) -> list[str]:
    """What axe-core finds wrong within a selector of the page as it is now: the rule, the element, and what to do.
    All rules are asked, or these alone, or all without these."""
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        raise Unchecked("Accessibility: axe-playwright-python is not installed.") from None
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    settings = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}} | ({"runOnly": rules} if rules else {})
    found = page.evaluate("([within, settings]) => axe.run(within, settings)", [within, settings])
    assert found["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html'][:300]} {node['failureSummary']}" for rule in found["violations"] for node in rule["nodes"]]
