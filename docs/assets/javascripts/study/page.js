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
    page.undo.hidden = !session.before;
    const choice = wanted();
    study.showProgress(page.progress, items.filter((item) => study.fits(item, choice)), stateOf, Date.now());
    page.chosen.textContent = study.describeChoice(page.choice);
    showFault();
  }

  const act = {
    show() {
      study.showAnswer(page.card, session, act);
      lead(page.card.querySelector(".study-answer"));
    },
    skip() {
      study.skip(session, Date.now());
      goOn();
    },
    isNew: (item) => stateOf(item).marks.includes("new"),
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
    undo() {
      const { isOver } = session;
      store.undo();
      updateStates();
      study.undoGrade(session);
      tell("Your last grade was undone. Grade it again.");
      showSession();
      showProgress();
      if (isOver && isInterview()) runClock();
      lead(page.card.querySelector(".study-answer"));
    },
    log() {
      store.refresh(); // another tab may just have written
      return store.log;
    },
    take(log) {
      if (!store.addLog(log)) return false;
      updateStates();
      if (isIdle() && !(study.currentOf(session) && session.done.length)) startSitting();
      showProgress();
      return true;
    },
    clear() {
      store.clear();
      updateStates();
      forget();
      showProgress();
    },
  };

  /** The next question, or the summary; the keyboard and the screen reader are led there. */
  function goOn() {
    if (session.isMock && Date.now() >= session.endsAt) session.queue = [];
    showSession();
    showProgress();
    lead(page.card.querySelector("h2"), page.card);
  }

  /** Put the focus there, and show the card from its top unless the part stands in the upper half of the window already. */
  function lead(focused, part = focused) {
    focused.focus({ preventScroll: true });
    const { top } = part.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) page.card.scrollIntoView();
  }

  function showSession() {
    if (!study.currentOf(session)) study.bringBack(session, Date.now());
    if (study.currentOf(session)) study.showQuestion(page.card, session, act);
    else showEnd();
    if (isInterview()) page.card.prepend(page.mockBar);
    page.mock.hidden = isInterview(); // another one would end it
  }

  function showEnd() {
    session.isOver = !session.later.length;
    const words = session.isMock ? study.describeInterview(session) : describeSitting();
    study.showEnd(page.card, session, { words, next: findNext(), wake });
  }

  /** What the reader can go on with. */
  function findNext() {
    if (!session.isOver) return ["Go on anyway", () => { study.bringBack(session); goOn(); }];
    const isMore = session.isMock || chooseNow().queue.length;
    return isMore && [session.isMock ? "Back to studying" : "Start again", () => { startSitting(); goOn(); }];
  }

  /** Somebody waits, and a question is back: it takes the place of what the card says, and the focus if that was in it. */
  function wake() {
    const isHere = page.card.contains(document.activeElement);
    showSession();
    if (isHere) lead(page.card.querySelector("h2"), page.card);
    tell("A question is back.");
  }

  function describeSitting() {
    const isAny = items.some((item) => study.fits(item, wanted()));
    return study.describeEnd(session, wanted().which, isAny);
  }

  const chooseNow = () => study.chooseItems(items, wanted(), stateOf, Date.now(), Math.random);

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
    if (isInterview()) tell("This interview continues as it is; your new choice applies afterward.");
    else {
      startSitting();
      tell(`Questions left: ${session.queue.length}.`);
    }
    showProgress();
  }

  /** A page may stay open overnight, and another day brings other questions. */
  function followDay() {
    if (document.hidden || !page.root?.isConnected) return;
    followLog(); // a page that slept has missed what other tabs wrote
    if (isIdle() && session.plan !== describePlan()) startSitting();
    showProgress();
  }

  /** Another tab has written reviews, or deleted them. */
  function followLog() {
    const { log } = store;
    store.refresh();
    updateStates();
    if (Object.keys(log).length && !Object.keys(store.log).length) forget();
    else if (session && !session.isMock) dropAnswered(log);
    if (page.root?.isConnected) showProgress();
  }

  /** Since the log was so, other tabs have asked some of what this one would ask. */
  function dropAnswered(before) {
    const [ready, { length }] = [new Set(chooseNow().queue), session.queue];
    const isAnswered = (item) => !ready.has(item) && study.historyOf(item, before).length < study.historyOf(item, store.log).length;
    study.dropAnswered(session, isAnswered, !isIdle());
    if (page.root?.isConnected && isIdle() && session.queue.length < length) showSession();
  }

  /** Every review is gone: there is none to take back, and every question is new. */
  function forget() {
    session.before = null;
    if (page.root?.isConnected && isIdle()) startSitting();
  }

  /** Who comes back finds the question that was asked, or the summary. */
  function resume() {
    if (isInterview() || session?.plan === describePlan()) showSession();
    else startSitting();
  }

  function beginMock(plan, span) {
    const asked = study.planMock(items, { ...wanted(), ...plan }, Math.random);
    if (!asked.length) return tell("No question matches your choice.");
    session = study.startSession({ queue: asked }, true);
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
    tell("");
    goOn();
  }

  guide.setUpStudy = () => {
    const root = document.querySelector(".study");
    if (!root || root === page.root) return;
    delete document.documentElement.dataset.filtering; // that is for the table of all questions
    page = study.makePage(root, { ...act, choose, beginMock, endMock });
    store.refresh();
    updateStates();
    resume();
    if (isInterview()) runClock();
    showProgress();
  };

  study.setUpKeys(() => ({ ...page, session, act }));
  document.addEventListener("visibilitychange", followDay);
  addEventListener("storage", ({ key }) => {
    if (key === null || study.isLogKey(key)) followLog();
  });
})();
