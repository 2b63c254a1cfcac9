"""The search leads to the right page: the questions of data/questions.yml, and each rule of its ranking on pages made for
it, asked of the worker that a reader's browser runs. Then the box: keys, announcements, input methods, a blocked store."""

import gzip
import json
import re
import statistics

import pytest
import yaml
from playwright.sync_api import expect

from lab.paths import QUESTIONS, ROOT
from lab.publishing.errors import PAGE, all_errors, error_anchor, error_lines
from lab.publishing.search_index import build_index, split_words, worker_script
from tests.browser import GROUP, PHONE

pytestmark = GROUP
ALL = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))

# In the page: a worker of its own for each index. What it answers to a query, as the theme would draw it, how long it
# took, and the texts that it adds.
WORKER = """index => {
  window.asking = (address, data) => new Promise(ready => {
    const worker = new Worker(address), waiting = [];
    const ask = query => new Promise(done => {
      waiting.push(message => done({ ...message, took: performance.now() - began }));
      const began = performance.now();
      worker.postMessage({ type: 2, data: query });
    });
    worker.addEventListener("message", ({ data: { type, data } }) => type === 1 ? ready(ask) : type === 3 && waiting.shift()(data));
    worker.postMessage({ type: 0, data });
  });
  const script = new URL(JSON.parse(document.getElementById("__config").textContent).search, location);
  const data = index ?? fetch("search/search_index.json").then(reply => reply.json());
  return Promise.resolve(data).then(data => asking(script, data)).then(ask => { window.ask = ask; });
}"""
ASK = """async queries => {
  const answers = [];
  for (const query of queries) answers.push(await ask(query));
  return answers;
}"""


@pytest.fixture(scope="module")
def page(browser, hosted):
    """One page for all questions."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(hosted.address)
    yield page
    context.close()


@pytest.fixture(scope="module")
def site(page):
    """Asks the site's index many queries: for each its results, of every page found the address of the section that is shown."""
    page.evaluate(WORKER, None)
    page.evaluate("() => { window.askSite = ask; }")

    def ask(*queries: str) -> list[dict]:
        return [answer | {"first": shown(answer)} for answer in page.evaluate(ASK.replace("ask(", "askSite("), list(queries))]

    return ask


@pytest.fixture(scope="module")
def among(page):
    """Asks an index of these sections alone: each a title and a text, or a text, by a name."""

    def ask(query: str, **sections: str | tuple[str, str]) -> list[str]:
        pages = [
            {"location": f"{name}/", "title": title, "terms": "", "boost": 1, "sections": [["", title, text]]}
            for name, (title, text) in {name: ("", one) if isinstance(one, str) else one for name, one in sections.items()}.items()
        ]
        page.evaluate(WORKER, {"config": {}, "docs": build_index(pages)})
        [answer] = page.evaluate(ASK, [query])
        return [address.rstrip("/") for address in shown(answer)]

    return ask


def shown(answer: dict) -> list[str]:
    return [max(items, key=lambda one: one["score"])["location"] for items in answer["items"]]


# ---- Questions


def leads_to(wanted: str, first: list[str]) -> bool:
    page, _, anchor = wanted.partition("#")
    location = "" if page == "index.md" else page.removesuffix(".md") + "/"
    return any(one.split("#")[0] == location and (not anchor or one.endswith(f"#{anchor}")) for one in first[:3])


def test_a_question_leads_to_its_page(site):
    wrong = {
        question["ask"]: f"leads to {answer['first'][:3] or 'nothing'} and not to {question['page']}"
        for question, answer in zip(ALL, site(*(question["ask"] for question in ALL)), strict=True)
        if not leads_to(question["page"], answer["first"])
    }
    assert not wrong, "\n".join(f"{ask!r} {what}" for ask, what in wrong.items())


def test_a_question_is_complete_and_asked_once(hosted):
    assert all(set(question) - {"seen"} == {"ask", "page"} for question in ALL)
    asked = [question["ask"] for question in ALL]
    assert sorted(asked) == sorted(set(asked))
    for question in ALL:
        page, _, anchor = question["page"].partition("#")
        text = (hosted.folder / page.removesuffix(".md") / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text, question["page"]


@pytest.mark.parametrize("wanted, right", [
    ("sockets/closing.md", True), ("sockets/closing.md#the-two-errors", True), ("sockets/closing.md#half-close", False),
    ("sockets/clos.md", False), ("sockets/ports.md", False), ("index.md", False),
])
def test_a_question_that_leads_elsewhere_is_noticed(wanted, right):
    assert leads_to(wanted, ["sockets/api/", "glossary/", "sockets/closing/#the-two-errors", "sockets/ports/"]) is right


# ---- Words

SAMPLES = """ConnectionResetError TCP_NODELAY SO_REUSEADDR AF_INET6 IPv6 IPv4Address time_wait TIME-WAIT sendall() recv(1024) 0x1b 1,500 10.0.0.1
    SYNs OSError BlockingIOError macOS don't naïve ＴＣＰ ｆｕｌｌ ① 三次握手 TCP粘包 Telnet协议 包 __init__ _x a_b_C x²""".split()


def test_the_worker_splits_words_as_the_index_does(tab):
    split = tab().evaluate(f"samples => {{ {worker_script()}; return samples.map(splitWords); }}", SAMPLES)
    assert dict(zip(SAMPLES, split)) == {sample: list(split_words(sample)) for sample in SAMPLES}


@pytest.mark.parametrize("query, text", {
    "NODELAY": "TCP_NODELAY", "reuseaddr": "SO_REUSEADDR", "INET6": "AF_INET6", "inet": "AF_INET6", "reset_error": "ConnectionResetError",
    "ResetError": "ConnectionResetError", "refusederror": "ConnectionRefusedError", "connectionRefused": "ConnectionRefusedError",
    "MY_NODELAY": "TCP_NODELAY", "time wait": "TIME_WAIT", "timewait": "TIME_WAIT", "TIME_WAIT": "time wait", "ＴＣＰ": "TCP", "tcp": "ＴＣＰ", "closing": "close", "close": "closing",
    "sockets": "socket", "四次挥手": "TCP四次挥手", "什么是三次握手": "三次握手", "粘包": "TCP 粘包", "TCP 粘包": "粘包 TCP", "包": "包 粘包",
}.items())
def test_a_word_is_found(among, query, text):
    assert among(query, there=text, elsewhere="other words") == ["there"]


@pytest.mark.parametrize("query, text", {
    "111": "1110 0111 1111", "po": "port", "delay": "TCP_NODELAY", "握手": "挥手", "sned": "send", "recvv": "recall", "port": "support",
}.items())
def test_a_word_is_not_found(among, query, text):
    assert among(query, there=text) == []


# ---- Order

LONG = " ".join(f"filler{number}" for number in range(150))


def test_rare_words_weigh_more(among):
    assert among("socket linger", common="socket socket socket socket", rare="linger", others="socket", more="socket again", third="socket too")[0] == "rare"


def test_whole_words_come_before_beginnings(among):
    assert among("port", begun="portable portable portable", whole=f"port {LONG}", another="port", third="port")[-1] == "begun"


def test_titles_help_and_do_not_decide(among):
    assert among("backlog", text="backlog of listen", titled=("Backlog", "of listen")) == ["titled", "text"]
    assert among("socket", text="socket socket socket of four sockets", titled=("What a socket is", "One end of a connection."))[0] == "titled"
    assert among("backlog", sources=("Sources", "backlog backlog"), text="backlog and a few other words") == ["text", "sources"]
    assert among("connection reset by peer", titled=("Reset", "how it is done"), text=("Errors", "Connection reset by peer"))[0] == "text"


def test_sections_with_all_words_come_before_those_with_one(among, site):
    found = among("bind multicast", one="multicast multicast multicast", all=f"bind {LONG} multicast", two="bind bind bind")
    assert found[0] == "all"
    common = {f"other{number}": f"bind number{number}" for number in range(30)}
    found = among("bind multicast", one=("Multicast", "multicast multicast multicast"), all=f"bind {LONG} {LONG[::-1]} multicast", **common)
    assert found[:2] == ["all", "one"]
    found = among("bind multicast group", two="multicast group multicast group", all=f"bind {LONG} multicast group", other="bind", more="bind them")
    assert found[0] == "all"
    assert among("time wait", apart="time to wait and time waits", together="the state TIME_WAIT and others") == ["together", "apart"]
    both = set()
    for answer in site("listen backlog", "udp checksum", "half close", "unix path"):
        has = [sum(max(items, key=lambda one: one["score"])["terms"].values()) for items in answer["items"]]
        assert has == sorted(has, reverse=True), (answer["query"], has)
        both |= set(has)
    assert both == {1, 2}


@pytest.mark.parametrize("slip", ["conection", "connextion", "connectoin", "connectionn"])
def test_a_slip_is_forgiven(among, slip):
    assert among(slip, right="connection", other="collection") == ["right"]
    assert among(f"{slip} reset", right="connection reset", other="some reset")[0] == "right"


def test_what_is_exact_comes_before_a_slip(among):
    assert among("adress", slip="address address", exact="adress") == ["exact"]


# ---- Messages

def test_a_pasted_message_leads_to_its_place(site):
    """As each system prints it: first the entry of the index of messages or the page that it leads to, and both among the first three."""
    lines = {line: error for error in all_errors() for line in error_lines(error).values()}
    wrong = {}
    for (line, error), answer in zip(lines.items(), site(*lines), strict=True):
        entry = f"{PAGE.removesuffix('.md')}/#{error_anchor(error)}"
        page = error["page"].partition("#")[0].removesuffix(".md") + "/"
        pages = [address.split("#")[0] for address in answer["first"][:3]]
        if not (entry in answer["first"][:3] and (answer["first"][0] == entry or pages[0] == page)):
            wrong[line] = answer["first"][:3]
    assert not wrong


FORMS = (
    'Traceback (most recent call last):   File "/home/joe/chat/server.py", line 104, in <module>     main() {0}',
    'File "C:\\Users\\joe\\send\\peer.py", line 12, in listen s.bind(("", 5000)) {0}',
    "{0}: ('127.0.0.1', 8080)", "127.0.0.1:8080 {0}", "/srv/backlog/accept/listen.py {0}",
)


@pytest.mark.parametrize("message", [
    "ConnectionResetError: [Errno 104] Connection reset by peer", "ConnectionRefusedError: [Errno 111] Connection refused",
    "OSError: [Errno 98] Address already in use", "TypeError: a bytes-like object is required, not 'str'",
])
def test_what_stands_around_a_message_leads_nowhere_else(site, message):
    bare, *others = site(message, *(form.format(message) for form in FORMS))
    for answer in others:
        assert answer["first"][0] == bare["first"][0], answer["query"]


def test_a_path_is_no_part_of_a_message(among):
    for path in "/srv/backlog/listen.py", "C:\\srv\\backlog\\listen.py", "~/backlog/listen.py", "../backlog/listen.py":
        assert among(f"{path} OSError", message="OSError", path="backlog of listen") == ["message"]


# ---- What is not there


def test_what_is_not_there_is_said_to_be_not_there(site):
    for answer in site("xyzzy", "terraform", "terraform wordpress", "wordpress plugin install", "pandas dataframe groupby", "量子计算", "99999"):
        assert answer["items"] == [], answer["query"]
    [near, far] = site("multiplexor", "xyzzy")
    assert "glossary/#multiplexing" in [one["location"] for one in near["nearest"]] and not far["nearest"]


def test_no_query_returns_many_pages_for_one_common_word(site):
    [answer] = site("terraform wordpress socket")
    assert answer["items"] == []


# ---- Weight


def test_the_index_is_small(hosted):
    """Compressed: in all, and for each page, of which there will be more."""
    index = (hosted.folder / "search/search_index.json").read_bytes()
    size = len(gzip.compress(index, 9))
    assert size / len(json.loads(index)["docs"]["pages"]) < 1.4 * 1024


def test_the_first_result_is_there_at_once(site):
    """On a machine a fifth as fast it is within 100 ms then."""
    assert statistics.median(answer["took"] for answer in site(*(question["ask"] for question in ALL))) < 20


# ---- The box


def ask(page, query: str) -> None:
    """Put a query into the box. The results are there when this returns."""
    box, told = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    for text, expected in ("xyzzy", re.compile("^Nothing found")), (query, re.compile("^[1-9]")):
        box.fill(text)
        expect(told).to_have_text(expected)


RESULT = ".md-search-result__item > a"


def test_enter_opens_the_first_result_and_shows_the_words(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("s")
    page.keyboard.type("TIME_WAIT")
    expect(page.locator(RESULT).first).to_have_attribute("href", re.compile("h=time_wait$"))
    page.keyboard.press("Enter")
    expect(page.locator(".md-content mark").first).to_have_text("TIME_WAIT", ignore_case=True)
    assert page.url.startswith(f"{hosted.address}sockets/closing/")
    expect(page.locator("#__search")).not_to_be_checked()


def enter_too_early(page):
    """Type and press Enter while the index is on its way. What lets it arrive."""
    held = []
    page.route("**/search_index.json", lambda route: held.append(route))
    with page.expect_request("**/search_index.json"):
        page.keyboard.press("/")
    page.keyboard.type("TIME_WAIT")
    page.keyboard.press("Enter")
    return lambda: held.pop().continue_()


def test_enter_before_the_results_waits_for_them(tab, hosted):
    page = tab(hosted.address)
    arrive = enter_too_early(page)
    assert page.url == hosted.address
    arrive()
    expect(page.locator(".md-content h1")).to_contain_text("How a connection ends")


def test_enter_does_not_open_what_was_found_before(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    ask(page, "arp")
    page.locator(".md-search__input").evaluate("""box => {
      box.value = "backlog";
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      box.dispatchEvent(new KeyboardEvent("keyup", { key: "Enter", bubbles: true }));
    }""")
    expect(page.locator(".md-content h1")).to_contain_text("The queue behind listen")


def test_escape_takes_enter_back(tab, hosted):
    page = tab(hosted.address)
    arrive = enter_too_early(page)
    page.keyboard.press("Escape")
    arrive()
    page.locator(RESULT).first.wait_for(state="attached")
    assert page.url == hosted.address


def test_why_a_page_was_found_is_shown(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    ask(page, "connection reset by peer")
    expect(page.locator(f"{RESULT} mark").first).to_have_text(re.compile("connection|reset|peer", re.IGNORECASE))
    ask(page, "TCP_NODELAY")
    text = page.locator(f"{RESULT} div:has(mark)").first
    expect(text.locator("mark", has_text="TCP_NODELAY").first).to_be_attached()
    assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") < 16
    ask(page, "'<script>' bind")
    expect(page.locator(f"{RESULT} mark").first).to_be_attached()
    assert page.locator(f"{RESULT} script").count() == 0


def test_what_is_pasted_with_the_mouse_is_searched(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    page.evaluate("document.execCommand('insertText', false, 'backlog')")
    expect(page.locator(RESULT).first).to_have_attribute("href", re.compile("accept-queue"))


def test_results_are_announced_and_reached_by_arrows(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    ask(page, "backlog")
    expect(page.get_by_role("status").filter(has_text="matching document")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()


def test_the_keys_of_an_input_method_stay_in_the_box(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    ask(page, "握手")
    press = "(box, key) => box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))"
    box = page.locator(".md-search__input")
    for key in "ArrowDown", "Enter", "Escape", "Tab":
        assert box.evaluate(press, key), "the browser does what the key does in an input method"
        expect(box).to_be_focused()
        expect(page.locator("#__search")).to_be_checked()
    assert page.url == hosted.address


def test_a_query_without_a_result_says_so_and_offers_terms(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    page.keyboard.type("multiplexor")
    told = page.locator(".md-search-result__meta")
    expect(told).to_have_text(re.compile("^Nothing found for “multiplexor”"))
    page.keyboard.press("Enter")
    assert page.url == hosted.address
    page.locator(f"{RESULT}[href$='#multiplexing']").click()
    page.wait_for_url("**/glossary/#multiplexing")


def test_escape_ends_the_search(tab, hosted):
    page = tab(hosted.address)
    page.keyboard.press("/")
    page.keyboard.type("xyzzy")
    expect(page.locator(".md-search-result__meta")).to_have_text("Nothing found for “xyzzy”.")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("document.activeElement === document.body")


def test_search_on_a_phone(tab, hosted):
    page = tab(f"{hosted.address}glossary/", PHONE, "dark", has_touch=True)
    page.locator("label.md-header__button[for=__search]").tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    ask(page, "三次握手")
    result = page.locator(RESULT).first
    assert result.evaluate("one => one.getBoundingClientRect().right") <= PHONE[0]
    result.tap()
    expect(page.locator(".md-content h1")).to_contain_text("The three-way handshake")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_search_works_where_nothing_may_be_stored(browser, hosted):
    context, errors = browser.new_context(), []
    context.add_init_script("""for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(
      window, name, { get() { throw new DOMException("denied", "SecurityError"); }, configurable: true })""")
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{hosted.address}sockets/ports/")
    page.keyboard.press("/")
    ask(page, "backlog")
    assert page.locator(".md-code__button").count() and not errors
    context.close()


# ---- The engine


def test_the_engine_is_the_one_that_is_pinned():
    """`make engine` brings it."""
    script = (ROOT / "lab/publishing/search/minisearch.js").read_text(encoding="utf-8")
    pinned = json.loads((ROOT / ".github/tools/package.json").read_text(encoding="utf-8"))["devDependencies"]["minisearch"]
    assert script.startswith(f"/*! MiniSearch {pinned}, https://github.com/lucaong/minisearch\n") and "Permission is hereby granted" in script
    assert worker_script().startswith("/*! MiniSearch"), "its licence goes with it"
