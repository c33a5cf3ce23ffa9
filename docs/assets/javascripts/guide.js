// What the pages do beyond reading. Everything here is an extra: without it the pages stay whole.
// This file starts the others, each of which adds its part to `guide`; mkdocs.yml loads it last.
"use strict";
(() => {
  const { guide } = self;

  function setUpPage() {
    guide.patchTheme();
    guide.setUpTable();
    guide.setUpAnswers();
    guide.setUpReading();
    guide.arrive();
  }

  window.document$.subscribe(setUpPage);
})();
