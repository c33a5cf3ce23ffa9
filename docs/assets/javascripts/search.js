// The search behind the theme's own box, as a worker that speaks the messages of the theme's. Everything else is loaded
// at the first word that a reader types; until then this file is all that is fetched.
"use strict";
const [READY, QUERY, RESULT] = [1, 2, 3]; // the theme's kinds of message
let answer = null;

function load() {
  importScripts("search-files.js");
  importScripts(...GUIDE_SEARCH_FILES);
  answer = guideAnswer(GUIDE_SEARCH_DOCS, GUIDE_SYNONYMS);
}

addEventListener("message", ({ data }) => {
  if (data.type !== QUERY) return;
  const text = data.data.trim();
  if (text && !answer) load();
  postMessage({ type: RESULT, data: text ? answer(data.data) : { items: [] } });
});
postMessage({ type: READY });
