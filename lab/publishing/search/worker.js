// The search itself, in the place of the theme's own worker and behind the same box. MiniSearch finds the sections that
// have a word; here is what a query means, and in which order what was found is shown. The index comes from
// lab/publishing/search_index.py.

// What the theme and its worker say to each other, and one more message for theme.js: why a page was found.
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, TEXTS = 4;
const NAMED = 1.5; // what a section gains whose title, or term of the glossary, is what was asked
// What a word is worth that was found in another form: close for closing, port for portable, adress for address.
const INFLECTED = 0.9, BEGUN = 0.5, MISTYPED = 0.4;
// What words are worth beside those that were typed: two as one, a part of an identifier, a part of one that nobody knows.
const JOINED = 0.6, PART = 0.3, UNKNOWN = 0.6;
const KNOWN = 0.34; // the least share of a query that the site has to know
const SOURCES = 0.5; // what a list of sources is worth
const ALSO = 0.2; // what the other sections of a page add to its best
const MORE = 1000; // what puts a section with several of the words before all that have one
const PAGES = 10, SECTIONS = 5, NEAREST = 3, NEAR = 0.4, TEASER = 240;

let index, words, empty, emptyChinese, sections, queries = 0;

// ---- Words, as in search_index.py

const CHINESE = /^[\u3400-\u9fff]/;
const RUN = /[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu;
const BOUNDARY = /_+|(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/;

function splitParts(run) {
  return run.split(BOUNDARY).filter(Boolean).map(part => part.toLowerCase());
}

function splitRun(run) {
  if (CHINESE.test(run)) return run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  const parts = splitParts(run);
  return [...parts.map((_, at) => parts.slice(at).join("")), ...parts.slice(0, -1)];
}

function splitWords(text) {
  return (text.normalize("NFKC").match(RUN) ?? []).flatMap(splitRun);
}

// ---- The index

function setUp({ words: list, empty: nothing, emptyChinese: nothingChinese, pages }) {
  const numbered = list.split(" ");
  words = new Set(numbered);
  empty = new Set(nothing.split(" "));
  emptyChinese = new RegExp(nothingChinese, "g");
  sections = [];
  const same = one => one;
  index = new MiniSearch({ fields: ["text"], stringifyField: same, tokenize: same, processTerm: same });
  for (const page of pages) {
    page.sections.forEach(([anchor, title, bag], at) => {
      let number = 0;
      index.add({ id: sections.length, text: bag.map(step => numbered[number += step]) });
      const names = [...title.split(" · "), ...at ? [] : page.terms.split(" · ")].map(name => splitWords(name).filter(word => !empty.has(word)));
      const boost = page.boost * (title === "Sources" ? SOURCES : 1);
      sections.push({ page, title, names, boost, anchor, location: page.location + (anchor && `#${anchor}`) });
    });
    page.first = sections[sections.length - page.sections.length];
  }
}

// ---- What a query means

// Of a traceback the last line alone; and of a message not what differs from one run to the next.
function clean(query) {
  query = query.normalize("NFKC").replace(/’/g, "'");
  const errors = [...query.matchAll(/[\w.]*(?:Error|Exception|Interrupt|Warning|\b(?:timeout|gaierror|herror))\b(?=:|\s|$)/g)];
  if (/Traceback|File "/.test(query) && errors.length) query = query.slice(errors.at(-1).index);
  return query
    .replace(/\('[^']*',\s*\d+[^)]*\)/g, " ") // an address
    .replace(/(?<![\w.])(?:\d+\.){3}\d+:\d+|\blocalhost:\d+|\[[\da-f:]+\]:\d+/gi, " ")
    .replace(/(?:\b[a-z]:|\.|~)?(?:[\\/][\w.~-]+){2,}/gi, " ") // a path
    .replace(/\b(?:line|pid) \d+\b|0x[\da-f]{6,}/gi, " ")
    .replace(emptyChinese, " ");
}

// The words that are looked for, each as it is called when shown, with what it is worth beside the others, and what it is
// a part of.
function parse(query) {
  const found = new Map();
  const add = (word, typed, part, of) => { if (!(found.get(word)?.part >= part)) found.set(word, { word, typed, part, of }); };
  let before = "";
  for (const run of clean(query).match(RUN) ?? []) {
    if (CHINESE.test(run)) {
      for (const pair of splitRun(run)) add(pair, pair, 1);
      continue;
    }
    const parts = splitParts(run), whole = parts.join("");
    if (before && words.has(before + whole)) add(before + whole, "", JOINED);
    before = whole;
    const known = parts.length === 1 || find(whole).size > 0;
    add(whole, run.toLowerCase(), known ? 1 : UNKNOWN);
    if (parts.length > 1) for (const part of parts) add(part, part, known ? PART : UNKNOWN, whole);
  }
  const all = [...found.values()], telling = all.filter(one => !empty.has(one.word));
  return telling.length ? telling : all;
}

// ---- What has a word

function inflections(word) {
  if (!/^[a-z]{3,}$/.test(word)) return [];
  const stems = [word, word.replace(/s$/, ""), word.replace(/(?:es|e?d|ing)$/, ""), word.replace(/e$/, "")];
  const forms = stems.flatMap(stem => ["", "e", "s", "es", "ed", "ing"].map(end => stem + end));
  return [...new Set(forms)].filter(form => form !== word && form.length > 2 && words.has(form));
}

// Two letters that changed places are one slip too.
function swaps(word) {
  return Array.from(word.slice(1), (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)).filter(swapped => words.has(swapped));
}

// The sections that have a word, each with its score, and how well the word fits.
const kept = new Map();
function find(word) {
  if (kept.size > 500) kept.clear();
  if (!kept.has(word)) kept.set(word, look(word));
  return kept.get(word);
}

function look(word) {
  const hits = new Map(), chinese = CHINESE.test(word), number = /^\d+$/.test(word);
  const add = (term, share, options) => {
    for (const { id, score, terms } of index.search(term, { tokenize: one => [one], ...options })) {
      if (!hits.has(id)) hits.set(id, { score: score * share, share, terms });
    }
  };
  add(word, 1);
  for (const form of inflections(word)) add(form, INFLECTED);
  if (!number && word.length >= (chinese ? 1 : 3)) add(word, BEGUN, { prefix: true, weights: { prefix: 0.3, fuzzy: 1 } });
  if (hits.size || chinese || number || word.length < 5) return hits;
  for (const swapped of swaps(word)) add(swapped, MISTYPED);
  add(word, MISTYPED, { fuzzy: 1 });
  return hits;
}

// ---- In which order

function search(query) {
  const asked = parse(query);
  for (const one of asked) {
    one.hits = find(one.word);
    // A Chinese pair that is nowhere is often the end of one word and the beginning of the next.
    one.weight = !one.hits.size && CHINESE.test(one.word) ? 0.5 : one.part;
  }
  const wanted = asked.filter(one => one.part === 1).length;
  const total = asked.reduce((sum, one) => sum + one.weight, 0);
  const scored = new Map();
  for (const { word, hits, weight, part } of asked) {
    for (const [id, hit] of hits) {
      const so = scored.get(id) ?? { score: 0, share: 0, has: 0 };
      scored.set(id, { score: so.score + part * hit.score, share: so.share + hit.share * weight / total, has: so.has + (part === 1), last: word });
    }
  }
  const found = [];
  for (const [id, { score, share, has, last }] of scored) {
    if (share < KNOWN && (has < wanted / 2 || share < KNOWN / 2)) continue;
    const section = sections[id], alone = has === 1 && wanted > 1;
    // Of a Chinese question, one pair in a running text is chance: 计算 is half of quantum computing, and of every computer.
    if (alone && CHINESE.test(last) && !section.names.flat().includes(last)) continue;
    found.push({ id, section, score: score * share ** 2 * (1 + NAMED * likeName(section, asked)) * section.boost + (alone ? 0 : MORE) });
  }
  found.sort((one, other) => other.score - one.score);
  const groups = new Map();
  for (const one of found) groups.set(one.section.page, [...groups.get(one.section.page) ?? [], one]);
  for (const all of groups.values()) all[0].score += ALSO * all.slice(1, SECTIONS).reduce((sum, { score }) => sum + score % MORE, 0);
  return { asked, groups: [...groups].sort((one, other) => other[1][0].score - one[1][0].score).slice(0, PAGES) };
}

// How much of a name was asked, and how much of what was asked is in it.
function likeName({ names }, asked) {
  const sought = new Set(asked.filter(one => one.part === 1).flatMap(({ word }) => [word, `${word}s`, word.replace(/s$/, "")]));
  const whole = asked.filter(one => one.part === 1).length;
  return Math.max(...names.map(name => name.filter(word => sought.has(word)).length ** 3 / (name.length ** 2 * whole) || 0));
}

// As the theme draws it: of each page its first section, which stands for the page, and those that were found.
function answer({ asked, groups }) {
  const items = groups.map(([page, found]) => {
    const shown = found.slice(0, SECTIONS);
    if (!shown.some(one => one.section === page.first)) shown.push({ id: shown[0].id, section: page.first, score: 0 });
    return shown.map(({ id, section, score }) => {
      const terms = {};
      const has = new Set(asked.filter(one => one.hits.has(id)).map(one => one.word));
      for (const { word, typed, part, of, hits } of asked) {
        const hit = hits.get(id), as = hit && !hit.terms.some(term => term.startsWith(word)) ? hit.terms[0] : typed;
        if (as && (part === 1 || (hit && !has.has(of)))) terms[as] = Boolean(hit);
      }
      return { location: section.location, title: escape(section.title), text: "", score, terms };
    });
  });
  return { items, suggest: complete(asked) };
}

// The commonest word that begins like the last one, if that is none yet: the theme shows it behind what is typed.
function complete(asked) {
  const last = asked.at(-1)?.word;
  if (!last || last.length < 3 || words.has(last)) return [];
  for (const word of words) if (word.startsWith(last)) return [word];
  return [];
}

// ---- Why it was found

function escape(text) {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt()};`);
}

async function textsOf(page) {
  const name = page.location.replace(/\W+$/, "").replace(/\W+/g, "-") || "index";
  page.texts ??= fetch(new URL(`../search/${name}.json`, location)).then(reply => reply.json()).catch(() => ({}));
  return page.texts;
}

// The stretch of a text that has most of the words, as HTML.
function cut(text, sought) {
  const found = [];
  for (const { 0: run, index: at } of text.matchAll(RUN)) {
    if (!CHINESE.test(run)) {
      const all = splitRun(run.normalize("NFKC")).filter(one => sought.has(one));
      if (all.length) found.push({ start: at, end: at + run.length, all });
    } else splitRun(run).forEach((pair, step) => sought.has(pair) && found.push({ start: at + step, end: at + step + pair.length, all: [pair] }));
  }
  let best = { count: 0, start: 0 };
  for (const { start } of found) {
    const count = new Set(found.filter(one => one.start >= start && one.end <= start + TEASER - 40).flatMap(one => one.all)).size;
    if (count > best.count) best = { count, start };
  }
  const from = best.start < 60 ? 0 : Math.min(best.start, text.indexOf(" ", best.start - 40) + 1 || best.start);
  const to = from + TEASER >= text.length ? text.length : Math.max(text.lastIndexOf(" ", from + TEASER), from + TEASER / 2);
  let shown = from ? "… " : "", at = from;
  for (const { start, end } of found) {
    if (end > to || end <= at) continue;
    shown += escape(text.slice(at, Math.max(at, start))) + `<mark>${escape(text.slice(Math.max(at, start), end))}</mark>`;
    at = end;
  }
  return (shown + escape(text.slice(at, to)) + (to < text.length ? " …" : "")).replaceAll("</mark><mark>", "");
}

async function explain({ asked, groups }) {
  const sought = new Set(asked.flatMap(one => [one.word, ...[...one.hits.values()].flatMap(hit => hit.terms)]));
  const texts = {};
  await Promise.all(groups.map(async ([page, found]) => {
    const all = await textsOf(page);
    for (const { section } of found.slice(0, SECTIONS)) if (all[section.anchor]) texts[section.location] = cut(all[section.anchor], sought);
  }));
  return texts;
}

// ---- What is not there

// The terms of the glossary that look most like the query.
function nearest(query) {
  const pairs = text => new Set(Array.from(text.toLowerCase().replace(/[\s_-]/g, "").slice(1), (last, at) => text.toLowerCase().replace(/[\s_-]/g, "")[at] + last));
  const wanted = pairs(clean(query));
  const likeness = text => { const has = pairs(text); return 2 * [...has].filter(pair => wanted.has(pair)).length / (has.size + wanted.size || 1); };
  return sections.filter(({ page, anchor }) => anchor && /^glossary\b/.test(page.location))
    .map(({ title, location }) => ({ title, location, like: Math.max(...title.split(" · ").map(likeness)) }))
    .filter(({ like }) => like >= NEAR).sort((one, other) => other.like - one.like).slice(0, NEAREST);
}

// ---- The conversation

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    setUp(data.docs);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    const number = ++queries, found = search(data);
    postMessage({ type: RESULT, data: { ...answer(found), query: data, nearest: found.groups.length ? [] : nearest(data) } });
    const texts = await explain(found);
    if (number === queries) postMessage({ type: TEXTS, data: texts });
  }
});
