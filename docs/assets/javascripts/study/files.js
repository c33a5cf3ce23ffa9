// What the study page is made of, in the order in which it is loaded; addresses are relative to the folder above.
"use strict";
(self.guideStudy ??= {}).FILES = [
  "../vendor/ts-fsrs/ts-fsrs.js",
  "study/log.js",
  "study/cards.js",
  "study/queue.js",
  "study/session.js",
  "study/figures.js",
  "study/store.js",
  "study/page-answer.js",
  "study/page-choice.js",
  "study/page-card.js",
  "study/page-progress.js",
  "study/page-mock.js",
  "study/page-end.js",
  "study/page-keys.js",
  "study/page-parts.js",
  "study/page.js",
];
