// What stands where: how many questions are due, missed, known and new, and how many come back on each of the next days.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const MARKS = ["due", "missed", "known", "new"];

  study.countMarks = (items, stateOf) => {
    const all = items.flatMap((item) => stateOf(item).marks);
    return Object.fromEntries(MARKS.map((mark) => [mark, all.filter((one) => one === mark).length]));
  };

  /** The next days by the reader's calendar, today with all that is overdue: [{ day, count }]. */
  study.forecast = (items, stateOf, now, days) => {
    const dues = items.map((item) => stateOf(item).due).filter(Boolean);
    const start = new Date(now);
    const dayAfter = (number) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + number);
    return Array.from({ length: days }, (_, number) => {
      const [from, to] = [number ? dayAfter(number) / 1000 : 0, dayAfter(number + 1) / 1000];
      return { day: dayAfter(number), count: dues.filter((due) => due >= from && due < to).length };
    });
  };
})();
