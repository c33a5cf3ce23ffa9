// One sitting: which question is asked now, what comes next, what was given so far. Knows no page and no clock of its own.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});

  const UNTOUCHED = { isShown: false, tried: "", parts: null, askedAt: null }; // what is known of the try at hand

  /** `isMock`: each question is asked once, and the summary says what to read again. */
  study.startSession = (items, isMock = false) => ({ queue: [...items], done: [], planned: items.length, isMock, ...UNTOUCHED });

  study.currentOf = ({ queue }) => queue[0] ?? null;

  /** A question leaves the queue with its grade; one that the scheduler wants again today comes back behind the others. */
  study.takeGrade = (session, { grade, card, points, now }) => {
    const [item, ...rest] = session.queue;
    const comesBack = !session.isMock && card.scheduled_days === 0;
    const spent = session.askedAt === null ? 0 : now - session.askedAt;
    session.done.push({ item, grade, points, spent });
    moveOn(session, comesBack ? [...rest, item] : rest);
  };

  study.skip = (session) => {
    const [item, ...rest] = session.queue;
    moveOn(session, session.isMock ? rest : [...rest, item]);
  };

  function moveOn(session, queue) {
    Object.assign(session, { queue, ...UNTOUCHED });
  }

  const LOOKED_FOR = { "": "due or new", due: "due", missed: "missed", new: "new" };

  /** Why a sitting has nothing to ask; `isAny`: whether a question fits the choice at all. */
  study.describeEnd = ({ done }, which, isAny) => {
    if (!isAny) return "No question fits all that you chose. Choose other questions.";
    const count = done.length ? `${done.length} answered. ` : "";
    if (which === "all") return `${count}That's everything you chose.`;
    return `${count}Of what you chose nothing is ${LOOKED_FOR[which]}. Choose other questions, or come back another day: the days below say when.`;
  };

  /** What to read again: each question once whose last grade in this sitting was Again or Hard, the worst first. */
  study.listMisses = ({ done }) => {
    const last = new Map(done.map((row) => [row.item.id, row]));
    return [...last.values()].filter(({ grade }) => grade <= 2).sort((a, b) => a.grade - b.grade);
  };
})();
