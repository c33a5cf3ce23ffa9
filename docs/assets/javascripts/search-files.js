// What the search is made of, in the order in which it is loaded; addresses are relative to this file.
"use strict";
self.GUIDE_SEARCH_FILES = [
  "search-text.js",
  "search-index.js",
  "search-words.js",
  "search-synonyms.js",
  "search-engine.js",
  "search-results.js",
  "../../search-docs.js",
];
