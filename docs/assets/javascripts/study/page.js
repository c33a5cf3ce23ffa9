// The study page put together: the reader's reviews, the sitting, and what the buttons and keys do.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const items = study.listItems(self.GUIDE_STUDY_LIST);
  const store = study.openStore(() => localStorage);
  let states = store.readStates();
  let session = null; // outlives the page's elements: who comes back finds the question that was asked
  let page = {}; // the elements that are shown now

  const stateOf = (item) => guide.describeState(states.of[item.id], Date.now());
  const wanted = () => study.readChoice(page.choice);

  function updateStates() {
    states = study.makeStates(items, store.log, states);
    store.writeStates(states);
  }

  const tell = (text) => { page.status.textContent = text; };

  function showFault() {
    page.fault.textContent = store.fault;
    page.fault.hidden = !store.fault;
  }

  function showProgress() {
    const choice = wanted();
    study.showProgress(page.progress, items.filter((item) => study.fits(item, choice)), stateOf, Date.now());
    page.chosen.textContent = study.describeChoice(page.choice);
    showFault();
  }

  const act = {
    show() {
      study.showAnswer(page.card, session, act);
      page.card.querySelector(".study-answer").focus({ preventScroll: true });
      bringIntoView(page.card.querySelector(".study-answer"));
    },
    skip() {
      study.skip(session);
      goOn();
    },
    preview: (item) => study.previewGrades(study.historyOf(item, store.log), Date.now()),
    grade(grade) {
      const [item, now] = [study.currentOf(session), Date.now()];
      const second = study.nextSecond(study.historyOf(item, store.log), now);
      store.add(item.id, second, grade);
      updateStates();
      const card = study.replay(study.historyOf(item, store.log));
      const [had, all] = study.countPoints(page.card);
      study.takeGrade(session, { grade, card, points: all ? [had, all] : null, now });
      tell(`${study.GRADES[grade - 1]}: it comes back in ${study.describeTime(card.due - second * 1000)}.`);
      goOn();
    },
    log() {
      store.refresh(); // another tab may just have written
      return store.log;
    },
    take(log) {
      if (!store.addLog(log)) return false;
      updateStates();
      showProgress();
      if (isIdle() && (session.isOver || !session.done.length)) startSitting();
      return true;
    },
    tell,
  };

  /** The next question, or the summary; the keyboard and the screen reader are led there. */
  function goOn() {
    if (session.isMock && Date.now() >= session.endsAt) session.queue = [];
    showSession();
    showProgress();
    page.card.querySelector("h2").focus({ preventScroll: true });
    bringIntoView(page.card);
  }

  /** Show the card from its top, unless the part that counts now stands in the upper half of the window already. */
  function bringIntoView(part) {
    const { top } = part.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) page.card.scrollIntoView();
  }

  function showSession() {
    if (study.currentOf(session)) {
      study.showQuestion(page.card, session, act);
      if (session.isMock) page.card.prepend(page.mockBar);
      return;
    }
    session.isOver = true;
    page.card.replaceChildren(...makeEnd());
  }

  function makeEnd() {
    const [title, words] = session.isMock ? describeInterview(session) : describeSitting(session);
    const heading = guide.make("h2", "study-question", title, { id: "study-question", tabindex: "-1" });
    const next = session.isMock ? "Back to studying" : chooseNow().length && "Begin again";
    const button = next ? [guide.makeButton(next, () => { startSitting(); goOn(); })] : [];
    return [heading, guide.make("p", "", words), ...study.makeSummary(session), ...button];
  }

  function describeInterview({ done, planned }) {
    const well = done.length - study.listMisses({ done }).length;
    return ["The interview is over", `${done.length} of ${planned} asked, ${well} of them went well.`];
  }

  function describeSitting() {
    const isAny = items.some((item) => study.fits(item, wanted()));
    return ["Nothing more to ask now", study.describeEnd(session, wanted().which, isAny)];
  }

  const chooseNow = () => study.chooseItems(items, wanted(), stateOf, Math.random);

  function startSitting() {
    session = study.startSession(chooseNow());
    session.plan = describePlan();
    showSession();
  }

  /** A sitting goes on while the choice and the day are the same. */
  const describePlan = () => JSON.stringify([wanted(), new Date().toDateString()]);
  const isInterview = () => session?.isMock && !session.isOver;
  const isIdle = () => !session.isMock && !session.isShown && !session.tried; // nothing of the reader's would be lost

  function choose() {
    if (!isInterview()) {
      startSitting();
      tell(session.queue.length ? `Questions to go: ${session.queue.length}.` : "Nothing more to ask now.");
    }
    showProgress();
  }

  /** A page may stay open overnight, and another day brings other questions. */
  function followDay() {
    if (document.hidden || !page.root?.isConnected) return;
    store.refresh(); // a page that slept has missed what other tabs wrote
    updateStates();
    if (isIdle() && session.plan !== describePlan()) startSitting();
    showProgress();
  }

  /** Who comes back finds the question that was asked, or the summary. */
  function resume() {
    if (isInterview() || session?.plan === describePlan()) showSession();
    else startSitting();
  }

  function beginMock(plan, span) {
    const asked = study.planMock(items, { ...wanted(), ...plan }, Math.random);
    if (!asked.length) return tell("No question fits what you chose.");
    session = study.startSession(asked, true);
    Object.assign(session, { plan: describePlan(), endsAt: Date.now() + span, told: new Set() });
    page.mock.open = false;
    goOn();
    runClock();
  }

  function runClock() {
    study.runClock(page.clock, session, ({ told }, name, text) => {
      if (!told.has(name)) tell(text);
      told.add(name);
    });
  }

  function endMock() {
    session.queue = [];
    goOn();
  }

  function fold(title, ...parts) {
    const block = guide.make("details", "study-fold");
    const summary = guide.make("summary", "");
    summary.append(...title);
    block.append(summary, ...parts);
    return block;
  }

  function makePage(root) {
    const { make } = guide;
    page = {
      root,
      fault: make("p", "study-fault", "", { role: "alert", hidden: "" }),
      status: make("p", "study-status", "", { role: "status" }),
      card: make("section", "study-card", "", { "aria-labelledby": "study-question" }),
      progress: make("div", "study-progress"),
      chosen: make("span", "study-chosen"),
      clock: make("span", "study-clock", "", { role: "timer", "aria-live": "off" }),
      mockBar: make("div", "study-mock-bar"),
      mock: fold(["Mock interview"], study.makeMockForm(beginMock)),
    };
    page.choice = study.makeChoice(self.GUIDE_STUDY_LIST, choose);
    page.mockBar.append(page.clock, guide.makeButton("End the interview", endMock));
  }

  function placeParts({ root, fault, card, status, chosen, choice, mock, progress }) {
    const { make } = guide;
    const file = make("p", "study-note", "Your reviews stay in this browser; nothing is sent anywhere. Export a file to move them to another browser.");
    root.replaceChildren(
      fault, card, status,
      fold(["Choose questions: ", chosen], choice), mock,
      make("h2", "", "Where you stand", { id: "where-you-stand" }), progress, file, study.makeFileButtons(act),
    );
  }

  guide.setUpStudy = () => {
    const root = document.querySelector(".study");
    if (!root || root === page.root) return;
    document.documentElement.classList.remove("filtering"); // that is for the table of all questions
    makePage(root);
    placeParts(page);
    store.refresh();
    updateStates();
    resume();
    if (isInterview()) runClock();
    showProgress();
  };

  const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=file])";
  const PRESSED = "button, a, summary, input, label";
  const COVERED = "#__search:checked, #__drawer:checked"; // the theme's search or, on a phone, its contents are open

  /** Keys are for the question while it can be seen; further down the page a space scrolls on. */
  function isAsked() {
    if (!page.root?.isConnected || !study.currentOf(session) || document.querySelector(COVERED)) return false;
    const { top, bottom } = page.card.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  function followKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest?.(TYPING) || !isAsked()) return;
    const grade = session.isShown && "1234".indexOf(event.key) + 1;
    if (event.key === " " && !event.shiftKey && !session.isShown && !event.target.closest?.(PRESSED)) act.show();
    else if (grade && event.key) act.grade(grade);
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", followKey);
  document.addEventListener("visibilitychange", followDay);
  addEventListener("storage", ({ key }) => {
    if (key !== null && !study.isLogKey(key)) return;
    store.refresh();
    updateStates();
    if (page.root?.isConnected) showProgress();
  });
})();
