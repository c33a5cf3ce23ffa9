// The search itself: one result a question, words stemmed, slips of the finger forgiven, a question's own words first.
"use strict";
(() => {
  const SHOWN = 12;
  const WEIGHTS = { question: 6, asked: 4, tags: 3, topic: 1.5, headings: 2, terms: 2.5, short: 1.5, words: 1 };
  const STOP = new Set(("a an and are as at be but by can do does did for from has have how i if in into is it its me my of on or our "
    + "should so than that the their them then there they this to us was we were what when where which who why will with would you your "
    + "about between difference explain tell mean means use used using vs versus").split(" "));

  /** Words of a text, in small letters. */
  const split = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .match(/[a-z0-9]+(?:[+#]+|\.(?=js\b)js)?/g) ?? [];

  function makeEngine({ questions, pages }, synonyms, MiniSearch, stemWord) {
    const stems = new Map(); // word -> stem
    const faces = new Map(); // stem -> the words that it stands for in the texts
    const stem = (word) => {
      if (!stems.has(word)) stems.set(word, /[0-9]|^.{1,3}$/.test(word) ? word : stemWord(word));
      return stems.get(word);
    };
    const index = new MiniSearch({
      idField: "url",
      fields: Object.keys(WEIGHTS),
      storeFields: ["title", "topic", "short", "url"],
      tokenize: split,
      processTerm: (word) => {
        const root = stem(word);
        if (!faces.has(root)) faces.set(root, new Set());
        faces.get(root).add(word);
        return STOP.has(word) ? null : root;
      },
    });
    index.addAll([...questions, ...pages]);

    /** What a typed word may stand for: itself, its synonyms, and itself with two neighbouring letters swapped. */
    function readings(word) {
      const swapped = [...word.slice(1)].map((_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2))
        .filter((other) => other !== word && faces.has(stem(other)));
      return { meant: [word, ...(Object.hasOwn(synonyms, word) ? synonyms[word] : [])], slips: faces.has(stem(word)) ? [] : swapped };
    }

    function wordQuery(word, isLast) {
      const { meant, slips } = readings(word);
      const known = faces.has(stem(word));
      const fuzzy = !known && word.length > 3 ? (word.length > 7 ? 2 : 1) : false;
      const queries = [{ queries: [word], fuzzy, prefix: isLast ? word.length > 1 : word.length > 3 }];
      meant.slice(1).forEach((other) => queries.push({ queries: split(other), boostDocument: () => 0.8, combineWith: "AND" }));
      slips.forEach((other) => queries.push({ queries: [other], boostDocument: () => 0.9 }));
      return { combineWith: "OR", queries };
    }

    function search(text) {
      const all = split(text);
      const telling = all.filter((word) => !STOP.has(word));
      const words = telling.length ? telling : all;
      if (!words.length) return [];
      const found = index.search({ combineWith: "OR", queries: words.map((word, i) => wordQuery(word, i === words.length - 1)) }, {
        boost: WEIGHTS,
        weights: { fuzzy: 0.45, prefix: 0.5 },
        processTerm: (word) => stem(word),
      });
      const roots = new Set(words.map(stem));
      const rate = (hit) => hit.score * (0.3 + 0.7 * coverage(hit, words)) * (1 + 0.5 * titleShare(hit.title, roots));
      return found.map((hit) => ({ hit, score: rate(hit), matched: new Set(hit.terms) }))
        .sort((a, b) => b.score - a.score).slice(0, SHOWN);
    }

    /** The share of a question's own words that were typed: one who types all of them means it. */
    function titleShare(title, roots) {
      const own = split(title).filter((word) => !STOP.has(word)).map(stem);
      return own.length ? own.filter((root) => roots.has(root)).length / own.length : 0;
    }

    /** The share of the typed words that a result answers to, in one of their readings. */
    function coverage(hit, words) {
      const answered = new Set(hit.queryTerms);
      const stands = (word) => {
        const { meant, slips } = readings(word);
        return [...meant, ...slips].some((other) => split(other).every((part) => answered.has(stem(part))));
      };
      return words.filter(stands).length / words.length;
    }

    const marked = (text, matched) => escapeHtml(text).replace(/[A-Za-z0-9]+/g, (word) =>
      matched.has(stem(word.toLowerCase())) && !STOP.has(word.toLowerCase()) ? `<mark data-md-highlight>${word}</mark>` : word);

    function describe({ hit, score, matched }) {
      const words = [...matched].flatMap((root) => [...(faces.get(root) ?? [])]).filter((word) => !STOP.has(word));
      const topic = hit.topic ? `<span class="result-topic">${escapeHtml(hit.topic)}</span>` : "";
      const teaser = hit.short ? `<span class="result-teaser">${marked(shorten(hit.short, matched, stem), matched)}</span>` : "";
      return [{
        location: hit.url,
        title: `${marked(hit.title, matched)}${topic}${teaser}`,
        text: "",
        score,
        terms: Object.fromEntries(words.slice(0, 24).map((word) => [word, true])),
      }];
    }

    /** The last word completed by the commonest word that begins like it. */
    function suggest(text) {
      const words = split(text);
      const last = words.at(-1) ?? "";
      if (last.length < 2 || /\s$/.test(text)) return [];
      const [best] = [...faces.values()].flatMap((set) => [...set]).filter((word) => word.startsWith(last) && word !== last)
        .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
      return best ? [...words.slice(0, -1), best] : [];
    }

    return (text) => ({ items: search(text).map(describe), suggest: suggest(text) });
  }

  const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  /** About twenty-five words around the first match. */
  function shorten(text, matched, stem) {
    const words = text.split(" ");
    const first = words.findIndex((word) => matched.has(stem(split(word)[0] ?? "")));
    const start = first > 20 ? first - 8 : 0;
    const part = words.slice(start, start + 25).join(" ");
    return `${start ? "… " : ""}${part}${start + 25 < words.length ? " …" : ""}`;
  }

  self.guideSearch = makeEngine;
})();
