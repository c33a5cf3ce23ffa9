// What the pages do beyond reading. Everything here is an extra: without it the pages stay whole.
// This file starts the others, each of which adds its part to `guide`; mkdocs.yml loads it last.
"use strict";
(() => {
  const { guide } = self;

  function setUpPage() {
    guide.patchTheme();
    guide.setUpAnswers();
    guide.setUpReading();
    guide.showStates();
    guide.linkPlaces(document.querySelectorAll(".glossary dt[id]"));
    guide.setUpOffline();
    guide.arrive();
    if (document.querySelector(".question-table")) guide.need("search-text.js", "guide-table.js").then(() => guide.setUpTable());
    if (document.querySelector(".study")) setUpStudy();
  }

  async function setUpStudy() {
    try {
      await guide.need("study/files.js", "../../study-list.js");
      await guide.need(...self.guideStudy.FILES);
      guide.setUpStudy();
    } catch (error) {
      document.querySelector(".study")?.classList.add("study-failed");
      throw error;
    }
  }

  window.document$.subscribe(setUpPage);
})();
