// Which questions are asked, in which order: pure functions of the guide's list, the reader's choice and the states.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const PLACES = ["due", "new"]; // of the usual plan, in this order

  /** Every question that has an answer, and its follow-up questions behind it, each with the ids it had before. */
  study.listItems = ({ topics, questions }) => {
    const titles = new Map(topics);
    return questions.flatMap(({ follow_ups: parts, ...question }) => {
      const own = { ...question, topicTitle: titles.get(question.topic), place: question.id };
      const followUps = parts.map(([id, title]) => ({ ...own, id, title, after: question.title, names: renamePart(id, question) }));
      return [own, ...followUps];
    });
  };

  /** A follow-up question's id begins with its question's, so it changed with it. */
  const renamePart = (id, { id: own, names }) => names.map((name) => name + id.slice(own.length));

  study.fits = (item, wanted) =>
    (wanted.followUps || !item.after)
    && (!wanted.topic || item.topic === wanted.topic)
    && (!wanted.level || item.level === wanted.level)
    && (!wanted.kind || item.kind === wanted.kind)
    && (!wanted.tag || item.tags.includes(wanted.tag));

  /**
   * What to ask, { queue, later }: those due first, the longest due before the others, then what the reader never tried;
   * `later` lists separately what was just answered and comes back today, each with the second when it does.
   */
  study.chooseItems = (items, wanted, stateOf, now, random) => {
    const fitting = items.filter((item) => study.fits(item, wanted));
    const marked = fitting.map((item) => ({ item, ...stateOf(item) }));
    const chosen = wanted.which === "all" ? marked : pick(marked, wanted.which ? [wanted.which] : PLACES);
    const isLater = ({ due, marks }) => due * 1000 > now && !marks.includes("known");
    const ready = chosen.filter((row) => !isLater(row)).map(({ item }) => item);
    const later = chosen.filter(isLater).sort(byDue).map(({ item, due }) => ({ item, due }));
    return { queue: wanted.order === "random" ? study.shuffle(ready, random) : ready, later };
  };

  const byDue = (a, b) => a.due - b.due;
  const pick = (marked, places) => places.flatMap((place) => marked.filter(({ marks }) => marks.includes(place)).sort(byDue));

  study.shuffle = (list, random) => {
    const shuffled = [...list];
    for (let end = shuffled.length - 1; end > 0; end -= 1) {
      const place = Math.floor(random() * (end + 1));
      [shuffled[end], shuffled[place]] = [shuffled[place], shuffled[end]];
    }
    return shuffled;
  };

  /** A mock interview: questions by chance, each with follow-up questions of its own right behind it. */
  study.planMock = (items, wanted, random) => {
    const fitting = items.filter((item) => !item.after && study.fits(item, wanted));
    const questions = study.shuffle(fitting, random).slice(0, wanted.questions);
    return questions.flatMap((question) => {
      const followUps = items.filter(({ after, place }) => after && place === question.id);
      return [question, ...study.shuffle(followUps, random).slice(0, wanted.followUpsEach)];
    });
  };
})();
