// Words that a search found, marked where its result leads: the theme's own way skips closed answers.
"use strict";
(() => {
  const { guide } = self;
  const { findWords, fold } = self.guideText;

  guide.markWords = () => {
    const words = new Set((new URLSearchParams(location.search).get("h") ?? "").split(" ").filter(Boolean).map(fold));
    const target = words.size && guide.findTarget();
    const place = target && guide.placeOf(target);
    if (!place) return;
    document.querySelectorAll("article mark").forEach((mark) => mark.replaceWith(...mark.childNodes));
    place.normalize();
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("pre, svg, script, .answer-contents, details.program > summary") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach((node) => markText(node, words));
  };

  function markText(node, words) {
    const found = [...findWords(node.data)].filter(({ word, parts }) => [word, ...parts].some((one) => words.has(one)));
    if (!found.length) return;
    const pieces = [];
    let done = 0;
    for (const { start, end } of found) {
      pieces.push(node.data.slice(done, start), guide.make("mark", "", node.data.slice(start, end)));
      done = end;
    }
    node.replaceWith(...pieces, node.data.slice(done));
  }
})();
