// One sitting: which question is asked now, what comes next, what was given so far. Knows no page and no clock of its own.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});

  const UNTOUCHED = { isShown: false, tried: "", parts: null, askedAt: null }; // what is known of the try at hand

  const SKIPPED = 0; // in the summary of an interview, where a question that was passed over went worst

  /**
   * `queue`: what can be asked now; `later`: [{ item, due }], what has to wait for its second. `isMock`: each question is
   * asked once, and the summary says what to read again.
   */
  study.startSession = ({ queue, later = [] }, isMock = false) =>
    ({ queue, later, done: [], planned: queue.length, isMock, isOver: false, before: null, ...UNTOUCHED });

  study.currentOf = ({ queue }) => queue[0] ?? null;

  /** A question leaves the queue with its grade; one that the scheduler wants again in minutes comes back when it is time. */
  study.takeGrade = (session, { grade, card, points, now }) => {
    const before = { ...session, before: null };
    const [item, ...queue] = session.queue;
    const back = !session.isMock && card.scheduled_days === 0 ? [{ item, due: Math.round(card.due / 1000) }] : [];
    const later = [...session.later, ...back].sort((a, b) => a.due - b.due);
    Object.assign(session, { before, later, done: [...session.done, makeRow(session, grade, points, now)] });
    moveOn(session, queue, now);
  };

  const makeRow = ({ queue: [item], askedAt }, grade, points, now) =>
    ({ item, grade, points, spent: askedAt === null ? 0 : now - askedAt });

  study.skip = (session, now) => {
    const [item, ...rest] = session.queue;
    if (session.isMock) session.done = [...session.done, makeRow(session, SKIPPED, null, now)];
    moveOn(session, session.isMock ? rest : [...rest, item], now);
  };

  function moveOn(session, queue, now) {
    Object.assign(session, { queue, ...UNTOUCHED });
    study.bringBack(session, now);
  }

  /** What another tab asked waits here no more; `isBegun`: the first question, which the reader is at, stays. */
  study.dropAnswered = (session, isAnswered, isBegun) => {
    session.queue = session.queue.filter((item, place) => (isBegun && place === 0) || !isAnswered(item));
  };

  /** Put before the others what has waited long enough; never while a question is asked, for the first one is that. */
  study.bringBack = (session, now = Infinity) => {
    const count = session.later.filter(({ due }) => due * 1000 <= now).length;
    const back = session.later.slice(0, count).map(({ item }) => item);
    Object.assign(session, { queue: [...back, ...session.queue], later: session.later.slice(count) });
  };

  study.isBack = ({ later }, now) => later.length > 0 && later[0].due * 1000 <= now;

  /** The sitting as it was before the last grade, its answer open. */
  study.undoGrade = (session) => Object.assign(session, session.before);

  const LOOKED_FOR = { "": "due or new", due: "due", missed: "missed", new: "new" };

  /** Why a sitting has nothing to ask; `isAny`: whether a question fits the choice at all. */
  study.describeEnd = ({ done, later }, which, isAny) => {
    if (!isAny) return "No question matches your choice. Choose other questions.";
    const count = done.length ? `${done.length} answered. ` : "";
    if (later.length) return count;
    if (which === "all") return `${count}That's everything you chose.`;
    return `${count}Nothing you chose is ${LOOKED_FOR[which]}. Choose other questions, or come back another day: “Coming up, day by day” says when.`;
  };

  study.describeInterview = ({ done, planned }) => {
    const well = done.length - study.listMisses({ done }).length;
    return `${done.length} of ${planned} asked, ${well} of them went well.`;
  };

  /** What comes back today, and when. */
  study.describeWait = ({ later }, now) => {
    const [{ due }] = later;
    const span = study.describeTime(Math.max(0, due * 1000 - now));
    return later.length === 1 ? `1 question comes back in ${span}.` : `${later.length} questions come back today, the first in ${span}.`;
  };

  /** What to read again: each question once that was skipped, or whose last grade was Again or Hard, the worst first. */
  study.listMisses = ({ done }) => {
    const last = new Map(done.map((row) => [row.item.id, row]));
    return [...last.values()].filter(({ grade }) => grade <= 2).sort((a, b) => a.grade - b.grade);
  };
})();
