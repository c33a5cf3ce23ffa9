// How texts and queries are cut into words and folded. Shared by the search and by the pages that mark its words.
"use strict";
(() => {
  if (self.guideText) return; // a page from disk may load it for the search and for the marks
  const WORD = /(?<![\p{L}\p{N}])\.net(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:\.js(?![\p{L}\p{N}])|\++(?![\p{L}\p{N}])|#(?![\p{L}\p{N}])|['’](?:d|ll|m|re|s|t|ve)(?![\p{L}\p{N}]))?/giu;
  const CONTRACTED = /['’].*$/; // `what's`, `doesn't`: what follows the apostrophe says nothing
  const HUMP = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
  const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"]; // they write no blanks between words
  const UNSPACED = new RegExp(`([${SCRIPTS.map((name) => `\\p{Script=${name}}`).join("")}]+)`, "u");
  const APART = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" }; // letters that no accent can be taken off
  const FORMS = new Map(("break broke broken, build built, catch caught, choose chose chosen, fall fell fallen, forget forgot forgotten, freeze froze frozen, "
    + "grow grew grown, hide hid hidden, hold held, lose lost, overwrite overwrote overwritten, rewrite rewrote rewritten, run ran, spend spent, "
    + "steal stole stolen, throw threw thrown, understand understood, write wrote written") // their ending does not tell; verbs that say little are left out
    .split(", ").flatMap((forms) => forms.split(" ").map((form) => [form, forms.split(" ")[0]])));
  const LONGEST = 60; // letters; a longer run is a token or a minified line, and no word

  /** Small letters, without accents, in one form of Unicode. */
  function fold(text) {
    const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
    return bare.replace(/[ßæœøłđı]/g, (sign) => APART[sign]);
  }

  /** Pairs of signs, for scripts that write no blanks between words. */
  function pair(run) {
    const signs = [...run];
    return signs.length < 2 ? signs : signs.slice(1).map((sign, i) => signs[i] + sign);
  }

  /** A word that holds signs of such a script: the pairs of these, and what stands between them. */
  function cutUnspaced(word) {
    return word.split(UNSPACED).filter(Boolean).flatMap((run) => (UNSPACED.test(run) ? pair(run) : run));
  }

  /** The words within one written word: the parts of `OutOfMemoryError`, the pairs of a Chinese phrase. */
  function humps(word) {
    const parts = word.split(HUMP);
    return parts.length > 1 ? parts.map(fold) : [];
  }

  function readWord(whole) {
    const written = whole.replace(CONTRACTED, "");
    const word = fold(written).replace(".js", "js");
    const unspaced = UNSPACED.test(word);
    return { word, parts: unspaced ? cutUnspaced(word) : humps(written), unspaced };
  }

  const read = new Map(); // written word -> what was read of it: a tenth of the guide's words are different ones
  function recall(written) {
    if (!read.has(written)) read.set(written, readWord(written));
    return read.get(written);
  }

  /** Each written word of a text with its place: `{word, parts, start, end}`; `parts` is empty for a plain word. */
  function* findWords(text) {
    for (const { 0: written, index } of text.matchAll(WORD)) {
      if (written.length > LONGEST) continue;
      const { word, parts, unspaced } = recall(written);
      yield { word, parts, unspaced, start: index, end: index + written.length };
    }
  }

  /** The words of a text to be found by: an identifier of three or more parts by them too. */
  function split(text) {
    const words = [];
    for (const { word, parts, unspaced } of findWords(text)) {
      if (!unspaced) words.push(word);
      if (unspaced || parts.length > 2) words.push(...parts);
    }
    return words;
  }

  /** A word without its English ending, and as Americans spell it, so that `sorted`, `sorts` and `sorting` meet. Short and foreign words stay. */
  function takeEnding(form) {
    const word = FORMS.get(form) ?? form;
    if (/[^a-z]|^.{1,3}$/.test(word)) return word;
    const american = word.replace(/([a-z]{3})our/, "$1or").replace(/([a-z]{4})is(e[drs]?|ing|ations?)$/, "$1iz$2");
    let root = american.replace(/ies$/, "y").replace(/(s|x|ch|sh|z)es$|([^su])s$/, "$1$2"); // one ending only: `databases`
    if (root.length > 5) root = root.replace(/(ing|ed|er|or|ion|ation|ment|ly)$/, "").replace(/(.)\1$/, "$1");
    return root.replace(/(...)e$/, "$1");
  }

  /** Makes `(word) => root`. The terms stay whole: some look like plurals of other words and are none, as `CORS`. */
  function makeStem(terms) {
    const roots = new Map(terms.map(fold).map((term) => [term, term]));
    return (word) => {
      if (!roots.has(word)) roots.set(word, takeEnding(word));
      return roots.get(word);
    };
  }

  self.guideText = { fold, findWords, makeStem, split };
})();
