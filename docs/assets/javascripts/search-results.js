// Results as the theme's search shows them: question, where it stands, and the place that matched, with its words marked.
"use strict";
(() => {
  const { findWords, split } = self.guideText;
  const LENGTH = 26; // words of a snippet
  const MARKS = 12; // words that an address carries to be marked where it leads

  /** @returns (text) => {items, suggest}, the message that the theme's search waits for. */
  function makeAnswer(docs, synonyms) {
    const engine = self.guideSearch(docs, synonyms);
    return (text) => {
      const { results, weak } = engine.search(text);
      const found = results.map((result) => describe(result, engine.stem));
      const rows = found.filter(({ location }, i) => found.findIndex((row) => row.location === location) === i); // each place once
      if (!rows.length) rows.push(...engine.nearTopics(text).map(describeTopic));
      if (weak && text.trim()) rows.push(offerQuestion(text, results.length === 0));
      return { items: rows.map((row) => [row]), suggest: suggest(text, engine.complete(text)) };
    };
  }

  function describe(result, stem) {
    const { document, score, roots } = result;
    const place = [describePlace(result), findSnippet(result, stem)].filter(Boolean);
    return {
      location: findAddress(result),
      title: `${mark(document.title, roots, stem)}${place.join("")}`,
      text: "",
      score,
      terms: Object.fromEntries(findMarks(result, stem).map((word) => [word, true])),
    };
  }

  /** The part that answers, unless the question itself or its first part does: then the question. */
  function findAddress({ document, part, inTitle }) {
    const { kind, url, parts } = document;
    return kind !== "question" || !part || inTitle || part === parts[0] ? url : `${url.split("#")[0]}#${part.id}`;
  }

  function describePlace({ document, part, inTitle }) {
    const { kind, topic, of } = document;
    const section = kind === "question" && part && !inTitle && part !== document.parts[0] ? ` › ${part.title}` : "";
    const text = { question: `${topic}${section}`, "follow-up": `Follow-up to: ${of}`, term: "Glossary", page: "" }[kind];
    return text && `<span class="result-topic">${escapeHtml(text)}</span>`;
  }

  /** Where the words stand: in the part that answers, else in another wording of the question, else the beginning. */
  function findSnippet({ document, part, roots }, stem) {
    const text = part?.text ?? "";
    const wording = has(text, roots, stem) ? null : document.asked?.find((asked) => has(asked, roots, stem));
    if (wording) return makeTeaser(`Also asked as: ${wording}`, roots, stem);
    return makeTeaser(text || document.parts[0]?.text || "", roots, stem);
  }

  const has = (text, roots, stem) => split(text).some((word) => roots.has(stem(word)));
  const makeTeaser = (text, roots, stem) => text && `<span class="result-teaser">${mark(cutAround(text, roots, stem), roots, stem)}</span>`;

  /** About twenty-six words with as many different ones of those looked for as can be. */
  function cutAround(text, roots, stem) {
    const words = [...findWords(text)];
    if (words.length <= LENGTH) return text;
    const hits = words.map((word) => matches(word, roots, stem));
    let best = { start: 0, value: -1 };
    for (let start = 0; start <= words.length - LENGTH; start++) {
      const value = new Set(hits.slice(start, start + LENGTH).filter(Boolean)).size;
      if (value > best.value) best = { start, value };
    }
    const first = hits.findIndex((hit, i) => hit && i >= best.start);
    const start = best.value > 0 ? Math.max(0, Math.min(best.start, first - 3), first - 6) : 0;
    const end = Math.min(words.length, start + LENGTH);
    return `${start ? "… " : ""}${text.slice(words[start].start, words[end - 1].end)}${end < words.length ? " …" : ""}`;
  }

  /** The root by which a written word was looked for, if it was. */
  const matches = ({ word, parts }, roots, stem) => [word, ...parts].map(stem).find((root) => roots.has(root));

  function mark(text, roots, stem) {
    let [html, done] = ["", 0];
    for (const word of findWords(text)) {
      if (!matches(word, roots, stem)) continue;
      html += `${escapeHtml(text.slice(done, word.start))}<mark data-md-highlight>${escapeHtml(text.slice(word.start, word.end))}</mark>`;
      done = word.end;
    }
    return html + escapeHtml(text.slice(done));
  }

  /** The words that matched, as they are written where the result leads. */
  function findMarks({ document, roots }, stem) {
    const words = document.parts.flatMap(({ title, text }) => [...findWords(`${title} ${text}`)]);
    return [...new Set(words.filter((word) => matches(word, roots, stem)).map(({ word }) => word))].slice(0, MARKS);
  }

  function describeTopic({ url, title, count }) {
    const note = count ? '<span class="result-topic">Topic</span>' : "";
    return { location: url, title: `${escapeHtml(title)}${note}`, text: "", score: 1, terms: {} };
  }

  /** A row that the page turns into a link to the form for new questions: see guide-search.js. */
  function offerQuestion(text, isEmpty) {
    const words = escapeHtml(text.trim().slice(0, 200));
    const title = `<span class="result-propose" data-words="${words}"${isEmpty ? " data-empty" : ""}>Propose this question</span>`;
    const teaser = `<span class="result-teaser">Not here yet? Ask for an answer to “${words}”.</span>`;
    return { location: ".", title: `${title}${teaser}`, text: "", score: 0, terms: {} };
  }

  function suggest(text, word) {
    return word ? [...split(text).slice(0, -1), word] : [];
  }

  const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  self.guideAnswer = makeAnswer;
})();
