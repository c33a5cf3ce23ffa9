// What stands in the card when nothing is asked now: the end of a sitting, how long to wait, or an interview's summary.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const SECOND = 1000;

  /** Fill the card. `words`: what to say of it. `next`: the label and the action of a button, or none. `wake`: when one is back. */
  study.showEnd = (card, session, { words, next, wake }) => {
    const isWait = session.later.length > 0;
    const title = session.isMock ? "The interview is over" : isWait ? "Done for now" : "Nothing more to ask for now";
    const heading = guide.make("h2", "study-question", title, { id: "study-question", tabindex: "-1" });
    const text = guide.make("p", "", words);
    const button = next ? [guide.makeButton(...next)] : [];
    card.replaceChildren(heading, text, ...study.makeSummary(session), ...button);
    if (isWait) runWait(text.appendChild(guide.make("span", "")), session, wake);
  };

  /** Say how long it takes while the place is there; the reader is led on when it is over. */
  function runWait(place, session, wake) {
    const show = () => {
      if (!place.isConnected) return clearInterval(timer);
      const now = Date.now();
      place.textContent = study.describeWait(session, now);
      if (study.isBack(session, now)) wake();
    };
    const timer = setInterval(show, SECOND);
    show();
  }
})();
