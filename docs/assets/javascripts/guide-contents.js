// The parts of an open answer: in the contents beside it, and where there is no room for those, at its top. A link at each.
"use strict";
(() => {
  const { guide } = self;

  /** A list of links to the sections of an answer, follow-up questions and other parts below their section. */
  function makeList(answer) {
    const list = guide.make("ul", "answer-parts");
    for (const heading of answer.querySelectorAll(".answer-section h3[id], .answer-section h4[id]")) {
      const item = guide.make("li", heading.matches("h4") ? "answer-subpart" : "");
      item.append(guide.make("a", "", guide.titleOf(heading), { href: `#${heading.id}` }));
      list.append(item);
    }
    return list;
  }

  /** A link to itself at each part of an answer, and at each term of the glossary, as the theme puts at each question. */
  guide.linkPlaces = (places) => {
    for (const place of places) {
      if (place.querySelector(".headerlink")) continue;
      place.append(guide.make("a", "headerlink", "¶", { href: `#${place.id}`, title: "Link to this heading" }));
    }
  };

  /** Called whenever an answer was opened or closed. */
  guide.showContents = (answer, heading) => {
    const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link")];
    const entry = links.find((link) => link.hash === `#${heading.id}`)?.parentElement;
    entry?.querySelector(".answer-parts")?.remove();
    if (!answer.open) return;
    guide.linkPlaces(answer.querySelectorAll(".answer-section :is(h3, h4)[id]"));
    entry?.append(makeList(answer));
    const block = answer.querySelector(".answer-contents"); // stands in the page, so that nothing moves when it is filled
    if (!block.querySelector("ul")) block.append(makeList(answer));
  };
})();
