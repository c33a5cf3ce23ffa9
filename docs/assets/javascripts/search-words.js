// What typed words may stand for: themselves, synonyms, acronyms and what they abbreviate, compounds, slips of the finger.
"use strict";
(() => {
  const { findWords, split } = self.guideText;
  const WORDS = 40; // more are a pasted page, and answer no better
  const SMALL = new Set("a an and as at by for from in is it of on or the to with".split(" "));
  const [SYNONYM, ABBREVIATION, COMPLETED, BEGUN, SLIP, SLIPS] = [0.8, 0.9, 0.6, 0.2, 0.7, 0.45]; // worth, against the word itself

  /**
   * @param index from guideIndex
   * @param headings titles, wordings, meanings of the glossary: an acronym is looked for among their words first, then in texts
   * @param synonyms {word or words: [phrase]}
   * @param stem (word) => root
   * @param isStop (word) => whether the word says nothing about what is asked
   */
  function makeReader(index, { headings, texts, synonyms, glossary }, stem, isStop) {
    const known = (word) => index.knows(stem(word));
    const synonymsOf = (words) => (Object.hasOwn(synonyms, words) ? synonyms[words] : []);
    const words = [...index.faces.values()].flatMap((faces) => [...faces.keys()]);
    const meant = [...words, ...Object.keys(synonyms)];
    const longest = words.reduce((most, word) => Math.max(most, word.length), 0);
    const cutHeadings = headings.map(split);
    const cutTexts = texts.map(split);
    const heads = glossary.map(({ term, meaning }) => ({ term: stem(split(term)[0] ?? ""), head: split(meaning.split(":")[0]).map(stem) }));

    /** The words of a query as groups of readings: [{word, readings: [{roots, worth}]}], in the order typed. */
    function read(text) {
      const typed = cut(text);
      const telling = typed.filter((word) => !isStop(word));
      const groups = (telling.length ? telling : typed).map((word) => ({ word, readings: [] }));
      const unfinished = /[\p{L}\p{N}]$/u.test(text) ? typed.at(-1) : null;
      for (const group of groups) group.readings = readWord(group.word, group.word === unfinished);
      addPairs(groups, typed);
      addTerms(groups);
      return groups;
    }

    /** Typed words; a compound that the guide does not know as one word is taken apart. */
    function cut(text) {
      const found = [];
      const written = [];
      for (const word of findWords(text)) if (written.push(word) >= WORDS) break;
      const isHalf = (i) => [[i - 1, i], [i, i + 1]].some(([a, b]) => written[a] && written[b] && known(written[a].word + written[b].word));
      for (const [i, { word, parts, unspaced }] of written.entries()) {
        if (unspaced || (parts.length && !known(word))) found.push(...parts);
        else if (known(word) || synonymsOf(word).length || isHalf(i)) found.push(word);
        else found.push(...(isSlip(word) ? [word] : takeApart(word) ?? takeApartBegun(word) ?? [word]));
      }
      return found.slice(0, WORDS);
    }

    /** Whether one slip explains a word, so that it is not split into two shorter words: `jsno`, `multithreding`. */
    function isSlip(word) {
      return meant.some((other) => other[0] === word[0] && distance(word, other, 1) === 1);
    }

    function isBegun(word) {
      return word.length > 2 && words.some((other) => other.startsWith(word));
    }

    /** A word whose last piece was broken off, `sqlinj`; one that is itself the beginning of a word is completed instead. */
    function takeApartBegun(word) {
      return isBegun(word) ? null : takeApart(word, isBegun);
    }

    /** A word as two or three known ones, the likeliest cut; null where there is none. `isLast` tells what the last may be. */
    function takeApart(word, isLast = known, pieces = 3) {
      if (word.length > longest || /\d/.test(word)) return null;
      const cuts = [];
      for (let at = 2; at <= word.length - 2; at++) {
        const [head, tail] = [word.slice(0, at), word.slice(at)];
        if (!known(head)) continue;
        if (isLast(tail)) cuts.push([head, tail]);
        else if (pieces > 2) cuts.push([head, ...(takeApart(tail, isLast, pieces - 1) ?? [])]);
      }
      const whole = cuts.filter((parts) => parts.join("") === word);
      const shortest = (parts) => Math.min(...parts.map((part) => part.length)) - parts.length;
      return whole.sort((a, b) => shortest(b) - shortest(a))[0] ?? null;
    }

    function readWord(word, isUnfinished) {
      const phrase = (text, worth) => ({ roots: split(text).map(stem), worth });
      const readings = known(word) ? [{ roots: [stem(word)], worth: 1 }] : [];
      readings.push(...synonymsOf(word).map((text) => phrase(text, SYNONYM)));
      if (!readings.length) readings.push(...spellOut(word).map((text) => phrase(text, ABBREVIATION)));
      if (!readings.length) readings.push(...guess(word));
      if (isUnfinished && word.length > 1) readings.push(...complete(word, known(word) ? BEGUN : COMPLETED));
      else if (!readings.length && word.length > 3) readings.push(...complete(word, COMPLETED));
      return readings.filter(({ roots }) => roots.length && roots.every(index.knows));
    }

    /** What an unknown acronym abbreviates: the phrase with these initials that the guide has most often. */
    function spellOut(word) {
      if (!/^[a-z]{2,6}$/.test(word)) return [];
      const inHeadings = cutHeadings.flatMap((some) => findInitials(word, some));
      const found = inHeadings.length || word.length < 3 ? inHeadings : cutTexts.flatMap((some) => findInitials(word, some));
      const counts = new Map();
      for (const phrase of found) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
      const isTerm = (phrase) => phrase.split(" ").every((part) => SMALL.has(part) || !isStop(part));
      const fit = [...counts].filter(([phrase, times]) => (inHeadings.length || times > 1) && isTerm(phrase));
      return fit.sort((a, b) => b[1] - a[1]).slice(0, 2).map(([phrase]) => phrase);
    }

    function complete(word, worth) {
      const roots = new Set(words.filter((other) => other.startsWith(word)).map(stem));
      return [...roots].filter((root) => root !== stem(word)).map((root) => ({ roots: [root], worth }));
    }

    /** Known words that differ by a slip or two: only those that differ least, and begin alike if any does. */
    function guess(word) {
      if (word.length < 4 || word.length > longest + 1) return [];
      const most = word.length > 7 ? 2 : 1;
      const near = meant.map((other) => ({ other, steps: distance(word, other, most) })).filter(({ steps }) => steps <= most);
      const least = Math.min(...near.map(({ steps }) => steps));
      const nearest = near.filter(({ steps }) => steps === least);
      const alike = nearest.filter(({ other }) => other[0] === word[0]);
      const phrases = (alike.length ? alike : nearest).flatMap(({ other }) => (known(other) ? [other] : synonymsOf(other)));
      const worth = least > 1 ? SLIPS : SLIP;
      return [...new Set(phrases.map((text) => split(text).map(stem).join(" ")))].map((roots) => ({ roots: roots.split(" "), worth }));
    }

    /** Neighbours that the guide writes as one word, or has a synonym for as a pair: `no sql`, `java script`. */
    function addPairs(groups, typed) {
      typed.slice(1).forEach((second, i) => {
        const first = typed[i];
        const both = [];
        if (known(first + second)) both.push({ roots: [stem(first + second)], worth: 1 });
        for (const text of synonymsOf(`${first} ${second}`)) both.push({ roots: split(text).map(stem), worth: SYNONYM });
        const fit = both.filter(({ roots }) => roots.every(index.knows));
        for (const group of groups) if (group.word === first || group.word === second) group.readings.push(...fit);
      });
    }

    /** The words that a term of the glossary abbreviates stand for the term too. */
    function addTerms(groups) {
      const roots = groups.map(({ word }) => stem(word));
      for (const { term, head } of heads) {
        const telling = head.filter((root) => !SMALL.has(root));
        if (telling.length < 2 || !telling.every((root) => roots.includes(root)) || !index.knows(term)) continue;
        groups.filter((_, i) => telling.includes(roots[i])).forEach((group) => group.readings.push({ roots: [term], worth: ABBREVIATION }));
      }
    }

    return { read, words };
  }

  /** Neighbouring words that begin with these letters, small words left out at will: "gc" -> ["garbage collection"]. */
  function findInitials(letters, words) {
    const found = [];
    words.forEach((word, start) => {
      if (word[0] !== letters[0] || SMALL.has(word)) return;
      let [at, matched] = [start, 0];
      for (; at < words.length && matched < letters.length; at++) {
        if (words[at][0] === letters[matched]) matched++;
        else if (!SMALL.has(words[at])) return;
      }
      if (matched === letters.length && !SMALL.has(words[at - 1])) found.push(words.slice(start, at).join(" "));
    });
    return found;
  }

  /** Steps from one word to another: a letter more, less or other, or two neighbours swapped; more than `most` as soon as that is sure. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row, ...last) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  self.guideReader = makeReader;
})();
