// The inverted index of the search: which document holds which word, and how telling that is (BM25, field by field).
"use strict";
(() => {
  const { split } = self.guideText;
  const [K, B] = [1.2, 0.7]; // BM25: saturation, length normalization

  /**
   * @param documents [{kind, fields: {name: text}}]; `kind` decides which documents are alike in length
   * @param weights {name: number}
   * @param stem (word) => root
   */
  function makeIndex(documents, weights, stem) {
    const counts = new Map(); // root -> Map(document -> {field: occurrences})
    const faces = new Map(); // root -> Map(word as written -> occurrences)
    const lengths = documents.map((document, number) => Object.fromEntries(Object.keys(weights).map((field) =>
      [field, countWords(document.fields[field] ?? "", number, field)])));

    function countWords(text, number, field) {
      const words = split(text);
      for (const [word, times] of countEach(words)) {
        const root = stem(word);
        const places = getOrMake(counts, root, () => new Map());
        const fields = getOrMake(places, number, () => ({}));
        fields[field] = (fields[field] ?? 0) + times;
        const written = getOrMake(faces, root, () => new Map());
        written.set(word, (written.get(word) ?? 0) + times);
      }
      return words.length;
    }

    const means = meanLengths(documents, lengths, Object.keys(weights));

    /** What a word's occurrences in a document weigh, its rareness left aside. */
    function weigh(fields, number) {
      let sum = 0;
      for (const [field, occurrences] of Object.entries(fields)) {
        const length = lengths[number][field] / (means.get(documents[number].kind)[field] || 1);
        sum += (weights[field] * occurrences * (K + 1)) / (occurrences + K * (1 - B + B * length));
      }
      return sum;
    }

    const total = documents.filter(({ kind }) => kind === "question").length;
    const postings = new Map();
    for (const [root, places] of counts) {
      postings.set(root, new Map([...places].map(([number, fields]) => [number, weigh(fields, number)])));
    }
    return {
      faces,
      knows: (root) => postings.has(root),
      rareness: (among) => Math.log(1 + (total - among + 0.5) / (among + 0.5)),
      placesOf: (root) => postings.get(root) ?? new Map(),
    };
  }

  /** For each kind of document the mean number of words of each field. */
  function meanLengths(documents, lengths, fields) {
    const means = new Map();
    for (const kind of new Set(documents.map((document) => document.kind))) {
      const alike = lengths.filter((_, number) => documents[number].kind === kind);
      means.set(kind, Object.fromEntries(fields.map((field) => [field, alike.reduce((sum, one) => sum + one[field], 0) / alike.length])));
    }
    return means;
  }

  function countEach(words) {
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  }

  function getOrMake(map, key, make) {
    if (!map.has(key)) map.set(key, make());
    return map.get(key);
  }

  self.guideIndex = makeIndex;
})();
