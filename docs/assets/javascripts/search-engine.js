// The ranking of the search, a pure function of the guide's texts: questions, follow-up questions, terms and pages in the
// order in which they answer what was typed, each with the part that answers it and the place in it that shows why.
"use strict";
(() => {
  const { makeStem, split } = self.guideText;
  const SHOWN = 8;
  const CANDIDATES = 24; // documents that are looked at part by part
  const UNKNOWN = 4; // questions that an unknown word is thought to stand in
  const SURE = 0.7; // of the query's weight covered by the best result: below it the guide may not have the question
  // What counts beside the words themselves. COVER: the share of the query that was found. SHARE: the share of the title. EXACT:
  // the title and nothing more. LIKE: how near the query is to a wording. NEAR: words side by side.
  const [COVER, SHARE, EXACT, LIKE, NEAR] = [0.8, 0.25, 3, 2, 1.2];
  const [FAIR, ENOUGH] = [0.1, 0.3]; // of the best result's score: what is worse is left out, among the first three and after them
  const WEIGHTS = { title: 5, asked: 5, searched: 3, tags: 3, topic: 1.5, headings: 2, terms: 2.5, short: 1.5, words: 1 };
  const STOP = new Set(("a an and are as at be but by can could do does did for from has have how i if in into is it its me my of on or our "
    + "should so than that the their them then there they this to us was we were what whats when where which who why will with would you your "
    + "yourself about between difference explain tell mean means meaning use used using vs versus don doesn didn isn aren wasn won couldn shouldn "
    + "wouldn dont doesnt didnt isnt arent cant wont im ive its thats").split(" "));
  const isStop = (word) => STOP.has(word);

  /**
   * @param docs {questions, pages, glossary} as docs/search-docs.js has them
   * @param synonyms {word or pair of words: [phrase]}
   * @returns {search, complete, nearTopics}: `search(text)` gives {results: [{document, part, score, cover, inTitle, roots}], weak};
   *   weak: the guide may not have what was asked
   */
  function makeEngine({ questions, pages, glossary }, synonyms) {
    const described = [...questions.flatMap(describeQuestion), ...pages.map(describePage), ...glossary.map(describeTerm)];
    const documents = [...new Map(described.map((document) => [document.url, document])).values()]; // each address once
    const stem = makeStem(glossary.map(({ term }) => term));
    const titles = documents.map(({ title }) => split(title).filter((word) => !isStop(word)).map(stem));
    const index = self.guideIndex(documents, WEIGHTS, stem);
    const texts = questions.flatMap(({ parts }) => parts.map(({ text }) => text));
    const headings = [...questions.flatMap(({ title, asked, parts }) => [title, ...asked, ...parts.map((part) => part.title)]),
      ...glossary.map(({ meaning }) => meaning.split(":")[0])];
    const reader = self.guideReader(index, { headings, texts, synonyms, glossary }, stem, isStop);

    function search(text) {
      const groups = reader.read(text);
      const scores = new Map(); // document's number -> {score, covered}
      const all = groups.reduce((sum, group) => sum + rarenessOf(group), 0);
      for (const group of groups) addScores(scores, group);
      const wanted = groups.map(({ readings }) => new Set(readings.flatMap(({ roots }) => roots)));
      const rated = [...scores].map(([number, { score, covered }]) => {
        const [document, cover] = [documents[number], covered / all];
        const held = shareOfTitle(number, wanted);
        const exact = document.kind !== "term" && held === 1 && holdsAll(titles[number], wanted) ? EXACT : 1;
        return { document, cover, held, score: score * (1 - COVER + COVER * cover) * document.worth * exact };
      });
      const best = rated.sort((a, b) => b.score - a.score).slice(0, CANDIDATES).map((hit) => refine(hit, groups, wanted));
      const results = choose(best.sort((a, b) => b.score - a.score));
      return { results, weak: !results.length || results[0].cover < SURE || groups.every(({ word }) => isStop(word)) };
    }

    /** How telling a typed word is: by the number of questions that answer to its best readings. */
    function rarenessOf(group) {
      group.rareness ??= index.rareness(group.readings.length ? questionsOf(group) : UNKNOWN);
      return group.rareness;
    }

    function questionsOf({ readings }) {
      const most = Math.max(...readings.map(({ worth }) => worth));
      return new Set(readings.filter(({ worth }) => worth === most).flatMap(({ roots }) => findQuestions(roots))).size;
    }

    /** The numbers of the questions that hold all of these roots. */
    function findQuestions(roots) {
      const [first, ...others] = roots.map(index.placesOf);
      return [...first.keys()].filter((number) => documents[number].kind === "question" && others.every((places) => places.has(number)));
    }

    /** Add to each document what its best reading of a word is worth. */
    function addScores(scores, group) {
      const best = new Map();
      for (const { roots, worth } of group.readings) {
        const [first, ...others] = roots.map(index.placesOf);
        for (const [number, weight] of first) {
          if (!others.every((places) => places.has(number))) continue;
          const value = worth * others.reduce((sum, places) => sum + places.get(number), weight) / roots.length;
          if (value > (best.get(number)?.value ?? 0)) best.set(number, { value, worth });
        }
      }
      for (const [number, { value, worth }] of best) {
        const sum = scores.get(number) ?? { score: 0, covered: 0 };
        const rareness = rarenessOf(group);
        scores.set(number, { score: sum.score + value * rareness, covered: sum.covered + rareness * Math.min(1, worth + 0.1) });
      }
    }

    /** Look closer: does the query hold the whole title, is it like one wording, do its words stand side by side in a part? */
    function refine(hit, groups, wanted) {
      const { document } = hit;
      const roots = new Set(wanted.flatMap((set) => [...set]));
      const like = Math.max(0, ...(document.wordings ?? []).map((wording) => likeness(wording, wanted, groups)));
      const inTitle = holdsAll([document.title, ...(document.asked ?? [])].flatMap(split).map(stem), wanted);
      const { part, near } = findPart(document, wanted, groups);
      const closer = (1 + SHARE * hit.held + LIKE * like) * (1 + NEAR * near);
      return { ...hit, roots, inTitle, part, score: hit.score * closer };
    }

    /** The share of a title's words that the query has. */
    function shareOfTitle(number, wanted) {
      const own = titles[number];
      return own.length && own.filter((root) => wanted.some((set) => set.has(root))).length / own.length;
    }

    const read = new Map(); // wording -> [[root, how telling it is]]
    function rootsOfWording(wording) {
      if (!read.has(wording)) {
        const roots = new Set(split(wording).filter((word) => !isStop(word)).map(stem));
        read.set(wording, [...roots].map((root) => [root, index.rareness(findQuestions([root]).length)]));
      }
      return read.get(wording);
    }

    /** How near a query comes to one wording of a question: the share of its weight that is held, times the share that holds. */
    function likeness(wording, wanted, groups) {
      const own = rootsOfWording(wording);
      const held = weigh(own.filter(([root]) => wanted.some((set) => set.has(root))));
      const asked = weigh(groups.map((group) => [group, rarenessOf(group)]));
      const met = weigh(groups.map((group) => [group, rarenessOf(group)]).filter((_, i) => own.some(([root]) => wanted[i].has(root))));
      return held && (held / weigh(own)) * (met / asked);
    }

    function weigh(pairs) {
      return pairs.reduce((sum, [, weight]) => sum + weight, 0);
    }

    function holdsAll(words, wanted) {
      const held = new Set(words);
      return wanted.every((set) => [...set].some((root) => held.has(root)));
    }

    /** The part that holds most of what is wanted; the first of equals. */
    function findPart({ parts }, wanted, groups) {
      const weighed = parts.map((part) => ({ part, ...weighPart(part, wanted, groups) }));
      return weighed.reduce((most, one) => (one.value > most.value ? one : most), { value: 0, near: 0, part: null });
    }

    const cut = new Map(); // part -> its words' roots
    function rootsOf(part) {
      if (!cut.has(part)) cut.set(part, split(`${part.title} ${part.text}`).map(stem));
      return cut.get(part);
    }

    function weighPart(part, wanted, groups) {
      const roots = rootsOf(part);
      const present = new Set(roots);
      const found = wanted.map((set) => [...set].some((root) => present.has(root)));
      const value = groups.reduce((sum, group, i) => sum + (found[i] ? rarenessOf(group) : 0), 0);
      return { value, near: nearness(roots, wanted) };
    }

    /** The share of neighbouring typed words that stand side by side here, one word between them at most. */
    function nearness(roots, wanted) {
      if (wanted.length < 2) return 0;
      const pairs = wanted.slice(1).filter((second, i) =>
        roots.some((root, at) => wanted[i].has(root) && (second.has(roots[at + 1]) || second.has(roots[at + 2]))));
      return pairs.length / (wanted.length - 1);
    }

    /** The good ones. A term of the glossary stands below the question that deals with it. */
    function choose(hits) {
      const good = hits.filter(({ score }, place) => score >= (place < 3 ? FAIR : ENOUGH) * hits[0].score).slice(0, SHOWN);
      const first = good.findIndex(({ document }) => document.kind !== "term");
      return first > 0 ? [good[first], ...good.filter((_, place) => place !== first)] : good;
    }

    /** The last word completed by the word that the guide uses most of those that begin like it. */
    function complete(text) {
      const last = split(text).at(-1) ?? "";
      if (last.length < 2 || !text.endsWith(last)) return null;
      const counts = [...index.faces.values()].flatMap((faces) => [...faces]).filter(([word]) => word.startsWith(last) && word !== last);
      return counts.sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0]?.[0] ?? null;
    }

    /** Where to look when nothing was found: topics with words that begin alike, else the page of all questions. */
    function nearTopics(text) {
      const found = new Map();
      for (const word of split(text).filter((one) => one.length > 3 && !isStop(one))) {
        for (const other of reader.words.filter((one) => one.startsWith(word.slice(0, 4)))) {
          for (const number of index.placesOf(stem(other)).keys()) {
            const { kind, topic, url } = documents[number];
            if (kind === "question") found.set(topic, { title: topic, url: url.split("#")[0], count: (found.get(topic)?.count ?? 0) + 1 });
          }
        }
      }
      const nearest = [...found.values()].sort((a, b) => b.count - a.count).slice(0, 3);
      return nearest.length ? nearest : [{ title: "All questions", url: "questions/", count: 0 }];
    }

    return { search, complete, nearTopics, stem };
  }

  function describeQuestion(question) {
    const { url, title, topic, asked, searched, tags, terms, parts } = question;
    const of = (some) => some.map((part) => part.text).join(" ");
    const whole = {
      kind: "question", url, title, topic, asked, wordings: [...asked, ...searched], worth: 1, parts,
      fields: { title, asked: asked.join(" "), searched: searched.join(" "), tags: `${tags.join(" ")} ${question.id.replaceAll("-", " ")}`, topic, terms,
        headings: parts.map((part) => part.title).join(" "), short: of(parts.slice(0, 1)), words: of(parts.slice(1)) },
    };
    const page = url.split("#")[0];
    const followUps = parts.filter((part) => part.follow_up).map((part) => ({
      kind: "follow-up", url: `${page}#${part.id}`, title: part.title, topic, of: title, worth: 0.7, parts: [part],
      fields: { title: part.title, asked: title, words: part.text },
    }));
    return [whole, ...followUps];
  }

  function describePage({ url, title, text }) {
    return { kind: "page", url, title, worth: 0.6, parts: [{ title, text }], fields: { title, words: text } };
  }

  function describeTerm({ term, meaning }) {
    const part = { title: term, text: meaning };
    const url = `glossary/#${term.toLowerCase().replaceAll(" ", "-")}`;
    return { kind: "term", url, title: term, worth: 0.6, parts: [part], fields: { title: term, words: meaning } };
  }

  self.guideSearch = makeEngine;
})();
