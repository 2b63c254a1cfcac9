/* <socket-player>: steps through a recording. The drawing and the story are in the page. When the player comes into
   view, this sets the programs beside the drawing, and marks where the run is. */
(() => {
  if (customElements.get("socket-player")) return; // instant navigation may run a script again

  const PACE = 1300; // milliseconds for each step while it plays
  const ICONS = {
    back: "M5 5h2v14H5zm14 0v14L9 12z",
    play: "M7 4l13 8-13 8z",
    pause: "M6 5h4v14H6zm8 0h4v14h-4z",
    forward: "M17 5h2v14h-2zM5 5v14l10-7z",
    full: "M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z",
  };

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  const icon = name => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;

  // Where a long line of a program may be broken, besides at its spaces.
  const breakable = text => text.split(/(?<=[([{,](?![)\]}]))|(?<=[a-z_]\.)/i).flatMap((part, index) => index ? [make("wbr"), part] : part);

  // Scroll only the pane, never the page.
  const centre = (pane, part, core = part) => {
    const outer = pane.getBoundingClientRect(), inner = part.getBoundingClientRect(), middle = core.getBoundingClientRect();
    pane.scrollTop += (inner.top + inner.bottom - outer.top - outer.bottom) / 2;
    pane.scrollLeft += (middle.left + middle.right - outer.left - outer.right) / 2;
  };

  class Player extends HTMLElement {
    connectedCallback() {
      this.gone = new AbortController();
      const options = { signal: this.gone.signal };
      addEventListener("hashchange", () => this.follow(), options);
      this.addEventListener("click", event => this.click(event), options);
      this.addEventListener("keydown", event => this.key(event), options);
      this.seen = new IntersectionObserver(
        entries => entries.some(entry => entry.isIntersecting) && this.load(), { rootMargin: "300px" });
      this.seen.observe(this);
      this.follow();
    }

    disconnectedCallback() {
      this.gone.abort();
      this.seen.disconnect();
      clearInterval(this.timer);
      this.timer = 0;
    }

    load() {
      return this.loading ??= this.read().then(recording => this.build(recording), () => {
        this.classList.add("failed");
        this.append(make("p", { class: "sorry" }, "The recording could not be loaded."));
      });
    }

    async read() {
      const inline = this.querySelector('script[type="application/json"]');
      return inline ? JSON.parse(inline.textContent) : (await fetch(this.getAttribute("src"))).json();
    }

    // A link to #<id>-step-8 leads to that step.
    async follow() {
      const [, id, number] = /^#(.+)-step-(\d+)$/.exec(location.hash) ?? [];
      if (!id || id !== this.id) return;
      await this.load();
      if (!this.steps) return;
      this.play(false);
      this.show(+number);
      this.scrollIntoView();
    }

    build(recording) {
      this.recording = recording;
      this.steps = recording.steps;
      const button = (name, label, face, key = "") => {
        const node = make("button", { type: "button", "data-do": name, "aria-label": label, title: label + key });
        node.innerHTML = face;
        return node;
      };
      this.slider = make("input", { type: "range", min: 1, max: this.steps.length, value: 1, "aria-label": "Step" });
      this.slider.addEventListener("input", () => { this.play(false); this.show(+this.slider.value); });
      this.count = make("a", { class: "count", title: "Link to this step" });
      this.playing = button("play", "Play", icon("play"), " (space)");
      this.raw = button("raw", "Raw system calls", "raw");
      this.raw.setAttribute("aria-pressed", "false");
      const bar = make("div", { class: "bar", role: "group", "aria-label": "Controls" },
        button("back", "Step back", icon("back"), " (←)"), this.playing, button("forward", "Step forward", icon("forward"), " (→)"),
        this.slider, this.count, this.raw);
      if (document.fullscreenEnabled) bar.append(button("full", "Full screen", icon("full")));
      this.say = make("p", { class: "say", role: "status" });

      const stage = this.querySelector(".stage");
      this.wire = this.querySelector(".wire");
      this.panes = new Map(recording.order.map(name => [name, this.pane(name)]));
      const nodes = [...this.panes.values()].map(pane => pane.node), left = Math.max(1, nodes.length >> 1);
      stage.prepend(make("div", { class: "sides" }, ...nodes.slice(0, left)));
      if (nodes.length > left) stage.append(make("div", { class: "sides" }, ...nodes.slice(left)));
      stage.classList.add(`of-${Math.min(nodes.length, 2)}`);
      stage.before(bar, this.say);
      this.groups = [...this.wire.querySelectorAll("[data-step]")];
      this.story = new Map([...this.querySelectorAll(".story li")].map(item => [item.value, item]));
      this.setAttribute("role", "group");
      this.setAttribute("aria-label", `Recording of ${recording.example}`);
      this.tabIndex = 0;
      this.classList.add("ready");
      this.show(1);
      new ResizeObserver(() => this.reach()).observe(this); // what fits in one size of the window scrolls in another
    }

    pane(name) {
      const side = this.recording.sides.find(one => one.name === name);
      const file = this.recording.programs[side.program].file;
      // A thread or a process may run no line of the program: only a library's, or another program's.
      const source = this.steps.some(step => step.side === name) ? (this.recording.sources[file] ?? "").trimEnd().split("\n") : [];
      const lines = source.map((text, index) =>
        make("span", { "data-line": index + 1, style: `--in:${text.search(/\S|$/)}` }, ...breakable(text || " ")));
      const pane = { lines };
      for (const [part, tag] of [["doing", "span"], ["sockets", "ul"], ["calls", "ul"], ["out", "pre"]]) pane[part] = make(tag, { class: part });
      pane.code = make("pre", { class: "code" }, ...lines);
      pane.node = make("div", { class: `side s${this.recording.order.indexOf(name)}`, role: "group", "aria-label": name, "data-side": name },
        make("p", { class: "who" }, make("b", {}, name), " ", make("code", {}, file.split("/").pop()), " ", pane.doing),
        pane.code, make("p", { class: "label" }, "Sockets"), pane.sockets,
        make("p", { class: "label" }, "System calls"), pane.calls, make("p", { class: "label" }, "Output"), pane.out);
      return pane;
    }

    // What scrolls can be reached by keyboard, and nothing else is a stop on the way.
    reach() {
      for (const pane of this.querySelectorAll(".wire, .code, .calls, .out")) {
        if (pane.scrollHeight > pane.clientHeight + 1 || pane.scrollWidth > pane.clientWidth + 1) pane.tabIndex = 0;
        else if (pane !== document.activeElement) pane.removeAttribute("tabindex");
      }
    }

    // All that is so after the first `number` steps. A side has a thread for each name in its steps, most have one.
    state(number) {
      const sides = new Map(this.recording.order.map(name => [name, { threads: new Map(), calls: [], out: [] }])), sockets = {};
      this.steps.slice(0, number).forEach((step, index) => {
        const at = index + 1, name = step.thread ?? "", { threads } = sides.get(step.side), woken = {};
        const own = { line: threads.get(name)?.line, name, at };
        if (step.line) own.line = step.line;
        threads.delete(name); // the last to act comes last
        threads.set(name, own);
        for (const call of step.calls ?? []) {
          const side = sides.get(call.side), all = [...side.threads.values()];
          if (call.resumes) woken[call.side] = all.find(one => one.waits?.call === call.call && one.waits.sock === call.sock);
          const thread = woken[call.side] ?? (call.side === step.side ? own : all.at(-1));
          if (thread) thread.waits = call.waits ? call : null;
          side.calls.push({ at, ...call });
        }
        for (const line of step.out ?? []) sides.get(line.side ?? step.side).out.push({ at, ...line });
        const change = (name, state, unread = sockets[name]?.unread ?? 0) => {
          if (sockets[name]?.state !== state || sockets[name].unread !== unread) sockets[name] = { at, state, unread };
        };
        for (const packet of step.packets ?? []) for (const [name, state] of Object.entries(packet.then ?? {})) change(name, state);
        for (const [name, [state, unread]] of Object.entries(step.states ?? {})) change(name, state, unread);
      });
      return { sides, sockets };
    }

    show(number) {
      const last = this.steps.length, at = this.at = Math.min(Math.max(number, 1), last), step = this.steps[at - 1];
      const { sides, sockets } = this.state(at);
      const now = item => item.at === at ? { class: "now", "data-step": item.at } : { "data-step": item.at };

      for (const [name, pane] of this.panes) {
        const { threads, calls, out } = sides.get(name), acts = step.side === name;
        const left = this.steps.slice(at).filter(later => later.side === name);
        const alive = [...threads.values()].filter(one => one.line && (one.waits || one.at === at || left.some(later => (later.thread ?? "") === one.name)));
        const { line, waits, name: thread } = alive.at(-1) ?? {};
        pane.doing.textContent = !pane.lines.length ? "runs none of its lines" : !line ? (threads.size && !left.length ? "has ended" : "not started")
          : (thread ? `${thread}: ` : "") + (waits ? `line ${line}, waits in ${waits.call}` : acts ? `runs line ${line}` : `at line ${line}`);
        pane.node.classList.toggle("acts", acts);
        pane.lines.forEach((node, index) => {
          const here = alive.findLast(one => one.line === index + 1);
          node.className = !here ? "" : here.waits ? "waits" : here.at === at ? "now" : "at";
        });
        if (line) centre(pane.code, pane.lines[line - 1] ?? pane.code);
        pane.sockets.replaceChildren(...Object.entries(this.recording.sockets).filter(([, socket]) => socket.side === name).map(([key]) => {
          const socket = sockets[key];
          if (!socket) return make("li", { class: "none" }, make("b", {}, key), " ", calls.some(call => call.sock === key) ? "made" : "not yet");
          const { state, unread } = socket, plural = unread === 1 ? "" : "s";
          const holds = !unread ? "" : state === "LISTEN" ? ` ${unread} connection${plural} to accept` : ` ${unread} unread byte${plural}`;
          return make("li", now(socket), make("b", {}, key), ` ${state}${holds}`);
        }));
        pane.calls.replaceChildren(...calls.map(call => make("li", now(call), call.text, make("code", { class: "raw" }, call.raw ?? ""))));
        pane.out.replaceChildren(...out.map(line => make("span", now(line), (line.text ?? line.error) + "\n")));
        for (const part of [pane.calls, pane.out]) part.scrollTop = part.scrollHeight;
      }

      let latest;
      for (const group of this.groups) {
        const when = +group.dataset.step;
        group.setAttribute("class", when < at ? "past" : when === at ? "now" : "future");
        if (when <= at) latest = group;
      }
      if (latest) centre(this.wire, latest, latest.querySelector(".packet") ?? latest.querySelector("text"));
      else this.wire.scrollTop = 0;
      this.reach();

      for (const [when, item] of this.story) item.toggleAttribute("aria-current", when === at);
      const where = step.line ? `${step.side}, line ${step.line}.` : `${step.side}.`;
      this.say.textContent = `Step ${at} of ${last}. ${this.story.get(at)?.textContent ?? where}`;
      this.slider.value = at;
      this.slider.setAttribute("aria-valuetext", `${at} of ${last}`);
      this.count.textContent = `Step ${at} of ${last}`;
      this.count.href = `#${this.id}-step-${at}`;
      this.dataset.at = at;
      this.querySelector("[data-do=back]").setAttribute("aria-disabled", at === 1);
      this.querySelector("[data-do=forward]").setAttribute("aria-disabled", at === last);
      if (at === last) this.play(false);
    }

    play(on) {
      if (on === Boolean(this.timer)) return;
      clearInterval(this.timer);
      this.timer = on ? setInterval(() => this.show(this.at + 1), PACE) : 0;
      this.say.setAttribute("aria-live", on ? "off" : "polite");
      this.playing.innerHTML = icon(on ? "pause" : "play");
      const label = on ? "Pause" : "Play";
      this.playing.setAttribute("aria-label", label);
      this.playing.title = `${label} (space)`;
      if (on) this.show(this.at === this.steps.length ? 1 : this.at + 1);
    }

    do(what) {
      if (what === "play") return this.play(!this.timer);
      if (what === "raw") {
        const on = this.classList.toggle("show-raw");
        this.raw.setAttribute("aria-pressed", on);
        return this.show(this.at);
      }
      if (what === "full") return document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen();
      this.play(false);
      this.show({ back: this.at - 1, forward: this.at + 1, first: 1, last: this.steps.length }[what]);
    }

    click(event) {
      const target = event.target.closest("[data-do], [data-step], [data-line]");
      if (!this.steps || !target) return;
      if (target.dataset.do) return this.do(target.dataset.do);
      if (!getSelection().isCollapsed) return; // marking text is not asking for a moment
      this.play(false);
      if (target.dataset.step) return this.show(+target.dataset.step);
      // The next time that this side runs the line, or else the first time.
      const side = target.closest("[data-side]").dataset.side;
      const times = this.steps.flatMap((step, index) => step.side === side && step.line === +target.dataset.line ? [index + 1] : []);
      if (times.length) this.show(times.find(at => at > this.at) ?? times[0]);
    }

    key(event) {
      if (!this.steps || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const on = event.target.tagName;
      const what = { ArrowLeft: "back", ArrowRight: "forward", " ": "play", Home: "first", End: "last" }[event.key];
      if (!what || on === "SUMMARY" || (event.key === " " && on === "BUTTON") || (event.key !== " " && on === "INPUT")) return;
      event.preventDefault();
      this.do(what);
    }
  }

  customElements.define("socket-player", Player);
})();
