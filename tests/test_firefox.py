"""The heart of the site in Firefox, another engine: searching, copying, stepping through a recording.

Firefox needs no driver: it speaks WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) itself, over a WebSocket.
"""

import itertools
import json
import re
import shutil
import subprocess

import pytest

from lab.paths import SNIPPETS
from lab.running.examples import Unchecked
from tests.browser import GROUP

pytestmark = GROUP
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
ENTER, RIGHT = "\ue007", "\ue014"
# The clipboard without a question, and no word to anybody.
SETTINGS = {
    "dom.events.testing.asyncClipboard": True, "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False,
    "services.settings.server": "http://127.0.0.1:9/",
}


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Sends a command to a new Firefox and returns the result."""
    if FIREFOX is None:
        raise Unchecked("What a reader's Firefox shows: it is not installed.")
    try:
        from websocket import create_connection
    except ImportError:
        raise Unchecked("What a reader's Firefox shows: websocket-client is not installed.") from None
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items()))
    with subprocess.Popen(
        [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:
        try:
            address = next(match[1] for line in process.stderr if (match := re.search(r"listening on (ws://\S+)", line)))
            wire, numbers = create_connection(f"{address}/session", timeout=20, suppress_origin=True), itertools.count()

            def send(method: str, **parameters):
                number = next(numbers)
                wire.send(json.dumps({"id": number, "method": method, "params": parameters}))
                answer = next(answer for answer in (json.loads(wire.recv()) for _ in itertools.count()) if answer.get("id") == number)
                assert answer["type"] == "success", answer
                return answer["result"]

            send("session.new", capabilities={})
            yield send
            wire.close()
        finally:
            process.terminate()


@pytest.fixture
def firefox(command):
    """A new tab. (The one that Firefox starts with has not the focus.)"""
    tab = Tab(command, command("browsingContext.create", type="tab")["context"])
    yield tab
    command("browsingContext.close", context=tab.context)


class Tab:
    """A tab, and what a reader does there."""

    def __init__(self, command, context: str) -> None:
        self.command, self.context = command, context

    def goto(self, address: str) -> None:
        self.command("browsingContext.navigate", context=self.context, url=address, wait="complete")
        assert self.until(f"document.readyState === 'complete' && location.href === {json.dumps(address)}")

    def value(self, expression: str):
        """The value of an expression in the page; of a promise, what it promised; of an element, its id."""
        done = self.command("script.evaluate", target={"context": self.context}, expression=expression, awaitPromise=True)
        assert done["type"] == "success", done
        return done["result"].get("sharedId", done["result"].get("value"))

    def until(self, condition: str) -> bool:
        """Whether the condition becomes true within eight seconds, looked at in every frame."""
        return self.value(
            "new Promise(done => { const end = performance.now() + 8000, look = () => "
            f"({condition}) ? done(true) : performance.now() > end ? done(false) : requestAnimationFrame(look); look(); }})"
        )

    def type(self, keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def click(self, selector: str) -> None:
        element = self.value(f"(one => (one.scrollIntoView({{block: 'center'}}), one))(document.querySelector({json.dumps(selector)}))")
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": {"sharedId": element}}},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
        ]
        self.command("input.performActions", context=self.context, actions=[{"type": "pointer", "id": "mouse", "actions": actions}])


def test_search_leads_to_the_page(firefox, hosted):
    firefox.goto(hosted.address)
    firefox.type("/")
    assert firefox.until("document.activeElement.matches('.md-search__input')")
    firefox.type("TIME_WAIT")
    assert firefox.until("document.querySelector('.md-search-result__item a')?.href.endsWith('h=time_wait')")
    firefox.type(ENTER)
    assert firefox.until("document.querySelector('.md-content mark')?.textContent === 'TIME_WAIT'")
    assert firefox.value("location.href").startswith(f"{hosted.address}sockets/closing/")


def test_the_clipboard_holds_the_program(firefox, hosted):
    firefox.goto(f"{hosted.address}sockets/handshake/")
    firefox.click("article [data-md-type=copy]")
    assert firefox.value("navigator.clipboard.readText()") == (SNIPPETS / "handshake/connect_before_accept.py").read_text(encoding="utf-8")


def test_a_player_steps(firefox, hosted):
    firefox.goto(f"{hosted.address}sockets/handshake/")
    assert firefox.until("(one => (one.scrollIntoView(), one.matches('.ready')))(document.querySelector('socket-player'))")
    firefox.click("socket-player [data-do=forward]")
    firefox.type(RIGHT)
    assert firefox.until("document.querySelector('socket-player').dataset.at === '3'")
    firefox.click("socket-player [data-do=full]")
    assert firefox.until("document.fullscreenElement?.matches('socket-player')")
