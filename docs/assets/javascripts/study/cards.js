// What the scheduler (FSRS, ts-fsrs) makes of a question's reviews, and the state that the other pages show.
// Nothing of it is chance and its settings are its own, so every device that replays a log comes to the same days.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const scheduler = FSRS.fsrs();
  const DAY = 86_400_000;
  const UNITS = [[365 * DAY, "year"], [30 * DAY, "month"], [DAY, "day"], [3_600_000, "hour"], [60_000, "min"]];
  const STATES = 2; // version of the form below; raise it to have all states computed anew

  /** The card of a question after its reviews. */
  study.replay = (reviews) => {
    let card = FSRS.createEmptyCard(0);
    for (const [time, grade] of reviews) card = scheduler.next(card, new Date(time * 1000), grade).card;
    return card;
  };

  /** The second of a review given now: behind those before it, for the last one counts, and a clock can be set back. */
  study.nextSecond = (reviews, now) => Math.max(Math.floor(now / 1000), (reviews.at(-1)?.[0] ?? -1) + 1);

  /** When each grade, given now, would bring the question back. A clock that was set back is taken for standing still. */
  study.previewGrades = (reviews, now) => {
    const start = new Date(Math.max(now, study.nextSecond(reviews, now) * 1000));
    const cards = scheduler.repeat(study.replay(reviews), start);
    return [1, 2, 3, 4].map((grade) => study.describeTime(cards[grade].card.due - start));
  };

  study.describeTime = (span) => {
    const [length, name] = UNITS.find(([unit]) => span >= unit) ?? UNITS.at(-1);
    const number = Math.max(1, Math.round(span / length));
    return `${number} ${name}${number > 1 && name !== "min" ? "s" : ""}`;
  };

  /** A question's reviews, those under earlier names too. */
  study.historyOf = ({ id, names }, log) =>
    study.decode([id, ...names].map((name) => study.textOf(log, name)).reduce(study.mergeTexts));

  /** The states kept before, brought up to date: a question whose number of reviews is the same is not replayed. */
  study.makeStates = (items, log, before) => {
    const known = before?.version === STATES && study.isObject(before.of) ? before.of : {};
    const states = {};
    for (const item of items) {
      const count = [item.id, ...item.names].reduce((sum, name) => sum + study.countReviews(study.textOf(log, name)), 0);
      const kept = Object.hasOwn(known, item.id) ? known[item.id] : null;
      if (count) states[item.id] = isState(kept) && kept[2] === count ? kept : makeState(item, log, count);
    }
    return { version: STATES, of: states };
  };

  /** Storage can hold anything: what is no state is made anew. */
  const isState = (kept) => Array.isArray(kept) && kept.length === 3 && kept.every(Number.isFinite);

  /** [second when due, last grade, number of reviews]; what was put off by days is due from the reader's midnight on. */
  function makeState(item, log, count) {
    const reviews = study.historyOf(item, log);
    const { due, scheduled_days: days } = study.replay(reviews);
    return [Math.round((days ? new Date(due).setHours(0, 0, 0, 0) : due) / 1000), reviews.at(-1)[1], count];
  }
})();
