// The elements of the study page, and where each stands.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const ABOUT_FILE = "Your reviews stay in this browser; nothing is sent anywhere. Export a file to move them to another browser.";

  /** `act`: what the buttons do, with `choose`, `beginMock` and `endMock`. */
  study.makePage = (root, act) => {
    const { make } = guide;
    const page = {
      root,
      fault: make("p", "study-fault", "", { role: "alert", hidden: "" }),
      status: make("p", "study-status", "", { role: "status" }),
      undo: guide.makeButton("Undo last grade", act.undo, { "aria-keyshortcuts": "u" }),
      card: make("section", "study-card", "", { "aria-labelledby": "study-question" }),
      progress: make("div", "study-progress"),
      chosen: make("span", "study-chosen"),
      clock: make("span", "study-clock", "", { role: "timer", "aria-live": "off" }),
      mockBar: make("div", "study-mock-bar"),
      mock: fold(["Mock interview"], study.makeMockForm(act.beginMock)),
      choice: study.makeChoice(self.GUIDE_STUDY_LIST, act.choose),
    };
    page.mockBar.append(page.clock, guide.makeButton("End the interview", act.endMock));
    placeParts(page, act);
    return page;
  };

  function placeParts({ root, fault, card, status, undo, chosen, choice, mock, progress }, act) {
    const { make } = guide;
    const said = make("div", "study-said");
    said.append(status, undo);
    root.replaceChildren(
      fault, card, said,
      fold(["Choose questions: ", chosen], choice), mock,
      make("h2", "", "Where you stand", { id: "where-you-stand" }), progress,
      make("p", "study-note", ABOUT_FILE), ...study.makeFileButtons(act),
    );
  }

  function fold(title, ...parts) {
    const block = guide.make("details", "study-fold");
    const summary = guide.make("summary", "");
    summary.append(...title);
    block.append(summary, ...parts);
    return block;
  }
})();
