// Corrections of the theme that need a script, each with its reason. It runs before the theme's own: lab/publishing/theme.py.

// The search: the theme's box, and behind it lab/publishing/search/worker.js. Index and worker are larger than all else on
// a page together, and the theme loads them with every page (since squidfunk/mkdocs-material#1465). Here both wait until
// somebody searches. (From the disk, the theme itself waits with the index.)
(() => {
  const QUERY = 2, RESULT = 3, TEXTS = 4; // what the theme and the worker call their messages
  const box = document.querySelector(".md-search__input"), result = document.querySelector(".md-search-result");
  if (!box || !result) return;
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, location);
  const searched = new Promise(resolve => {
    const asked = new URLSearchParams(location.search);
    if (asked.has("q") || asked.has("h")) resolve(); // a link to a search, or from one
    document.getElementById("__search").addEventListener("change", resolve);
  });
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    this.waits = String(address).endsWith("/search_index.json");
    return open.call(this, method, address, ...more);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (this.waits) searched.then(() => send.call(this, body));
    else send.call(this, body);
  };
  let answered, nothing, entered; // the query whose results are shown, whether there are none, whether Enter waits for some
  const { Worker } = window;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.address = new URL(address, location); // now: it is relative to this page, and the reader goes on
    }
    postMessage(message) {
      if (!this.worker) {
        this.worker = new Worker(this.address);
        this.worker.onmessage = ({ data: message }) => {
          if (message.type === TEXTS) return addTexts(message.data);
          this.dispatchEvent(new MessageEvent("message", { data: message }));
          if (message.type === RESULT) complete(message.data);
        };
      }
      this.worker.postMessage(message);
    }
  };

  // When the theme has drawn the results.
  function complete({ items, query, nearest }) {
    answered = query;
    nothing = !items.length;
    if (nothing && query.trim()) {
      const [told, list] = result.children;
      told.textContent = `Nothing found for “${query.trim()}”.${nearest.length ? " Terms of the glossary that look like it:" : ""}`;
      for (const { title, location } of nearest) {
        list.insertAdjacentHTML("beforeend", '<li class="md-search-result__item"><a class="md-search-result__link" tabindex="-1"><article class="md-search-result__article md-typeset"><h2></h2></article></a></li>');
        list.lastChild.firstChild.href = new URL(location, base);
        list.querySelector("li:last-child h2").textContent = title;
      }
    }
    if (entered && query === box.value) box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  }

  // Why each was found: this comes after the results, from the pages' own files.
  function addTexts(texts) {
    for (const link of result.querySelectorAll("a.md-search-result__link")) {
      const address = new URL(link.href);
      address.search = "";
      const text = texts[decodeURI(address.href).slice(base.href.length)];
      if (text) link.querySelector("h1, h2").insertAdjacentHTML("afterend", `<div>${text}</div>`);
    }
  }

  // The theme looks into the box when a key goes up: what is pasted with the mouse it would not see.
  box.addEventListener("input", () => box.dispatchEvent(new KeyboardEvent("keyup")));
  addEventListener("keydown", event => {
    if (event.target !== box) return;
    const waits = answered !== box.value;
    entered = event.key === "Enter" && !event.isComposing && waits && box.value.trim() !== "";
    // The keys of an input method are its own. Enter before the results waits for them; without any it leads nowhere.
    if (event.isComposing || event.keyCode === 229 || (event.key === "Enter" && (waits || nothing))) {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    }
  }, true);
})();

// A browser that restores forms would open the drawer or the search on reload: the attribute that prevents it is no
// valid HTML on a checkbox, so it is set here (squidfunk/mkdocs-material#1513).
for (const toggle of document.querySelectorAll("body > .md-toggle")) toggle.autocomplete = "off";

// What the theme adds to each page once it is there.
addEventListener("DOMContentLoaded", () => window.document$?.subscribe(() => {
  // The frame of a copy button is a landmark for each listing, all without a name; it is no place to go to.
  for (const frame of document.querySelectorAll(".md-code__nav")) frame.setAttribute("role", "none");
  // The markers of notes in a listing have no text.
  for (const marker of document.querySelectorAll("[data-md-annotation-id]")) {
    marker.parentElement.setAttribute("aria-label", `Note ${marker.dataset.mdAnnotationId}`);
  }
}));

// Copying: the theme leaves out the last newline, and takes the prompt along. A program is copied byte for byte, its
// last newline included; of a terminal's session the commands alone, without one, so that nothing runs by itself; of a
// listing with notes the listing. (The theme cannot find one by an id like "echo_client.py" either: to a selector that
// is an id and a class.)
document.addEventListener("click", event => {
  const button = event.target.closest("[data-md-type=copy]"), code = button?.closest("pre")?.querySelector("code");
  if (!code) return;
  const copy = code.cloneNode(true), notes = copy.querySelectorAll(".md-annotation");
  for (const note of notes) note.remove();
  let text = copy.textContent;
  if (notes.length) text = text.replace(/ +$/gm, "");
  if (code.closest(".language-console")) text = Array.from(text.matchAll(/^(?:\d )?[$>] (.*)/gm), match => match[1]).join("\n");
  delete button.dataset.clipboardTarget;
  button.dataset.clipboardText = text;
}, true);

// The drawer of a small screen (or a magnified one) by keyboard: the theme's button is a label, which no key reaches.
// The focus goes in with it, and Escape closes it.
(() => {
  const toggle = document.getElementById("__drawer"), label = document.querySelector("label.md-header__button[for=__drawer]");
  if (!toggle || !label) return;
  const button = document.createElement("button"); // a label may not be called a button
  const tell = () => button.setAttribute("aria-expanded", toggle.checked);
  for (const [name, value] of Object.entries({ type: "button", class: label.className, for: "__drawer", "aria-label": "Menu" })) button.setAttribute(name, value);
  button.append(...label.childNodes);
  button.addEventListener("click", () => toggle.click());
  label.replaceWith(button);
  tell();
  toggle.addEventListener("change", tell);
  button.addEventListener("click", event => {
    if (event.detail !== 0) return; // by mouse or finger
    const seen = link => getComputedStyle(link).visibility === "visible";
    requestAnimationFrame(() => toggle.checked && [...document.querySelectorAll(".md-nav--primary a")].find(seen)?.focus());
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.click();
    button.focus();
  });
})();

// A page that is loaded instantly is not announced, and the next press of Tab goes to the middle of nowhere. The focus
// goes to its heading, or to the one that the address names.
addEventListener("DOMContentLoaded", () => {
  let first = true;
  window.document$?.subscribe(() => {
    const heading = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? document.querySelector(".md-content h1");
    if (heading && !first) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    first = false;
  });
});

// Two faults of instant navigation. The first link to a section of the same page loads the page anew, and what the
// reader has chosen there is lost: until the reader goes to another page, such links are left to the browser. And where
// a page is scrolled to is noted a tenth of a second late: a reader who has followed a link by then comes to the next
// page at the height of the last one.
(() => {
  const { pushState, replaceState } = history;
  let stayed = true, leaving = false;
  history.pushState = function (...entry) {
    stayed = false;
    leaving = true;
    pushState.apply(this, entry);
  };
  history.replaceState = function (state, ...more) {
    if (!leaving || state?.y === undefined) replaceState.call(this, state, ...more);
  };
  addEventListener("DOMContentLoaded", () => window.document$?.subscribe(() => { leaving = false; }));
  addEventListener("popstate", event => { if (stayed) event.stopImmediatePropagation(); });
  document.body.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (stayed && link?.hash && link.href.split("#")[0] === location.href.split("#")[0]) event.stopImmediatePropagation();
  });
})();
