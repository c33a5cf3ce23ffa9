// The question that is asked: try, show the answer, tick the points that the try had, grade it.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const GRADES = ["Again", "Hard", "Good", "Easy"];
  const MEANINGS = ["didn't know it", "with gaps or effort", "knew it", "without thinking"];
  let isRestOpen = false; // a reader who wants all of the answers gets it with each

  /** Fill the card with the question of a session; `act` has what the buttons do. */
  study.showQuestion = (card, session, act) => {
    const item = study.currentOf(session);
    session.askedAt ??= Date.now();
    const heading = guide.make("h2", "study-question", item.title, { id: "study-question", tabindex: "-1" });
    card.replaceChildren(makeFacts(item, session, act.isNew), heading, ...makeNote(item), makeTry(session), makeActions(act));
    if (session.isShown) study.showAnswer(card, session, act);
  };

  function makeFacts({ topicTitle, level }, { queue, isMock, done }, isNew) {
    const place = isMock ? `${done.length + 1} of ${done.length + queue.length}` : describeQueue(done, queue, isNew);
    return guide.make("p", "study-facts", [topicTitle, level[0].toUpperCase() + level.slice(1), place].join(" · "));
  }

  /** What was done and what is left: "3 answered, 12 to review, 56 new". */
  function describeQueue(done, queue, isNew) {
    const fresh = queue.filter(isNew).length;
    const counts = [[done.length, "answered"], [queue.length - fresh, "to review"], [fresh, "new"]];
    return counts.filter(([count]) => count).map((pair) => pair.join(" ")).join(", ");
  }

  const makeNote = ({ after }) => (after ? [guide.make("p", "study-facts", `Follow-up to: ${after}`)] : []);

  function makeTry(session) {
    const label = guide.make("label", "study-try", "Say your answer aloud, or write it here. No one else sees it, and it isn't saved.");
    const box = guide.make("textarea", "", "", { rows: "3", autocomplete: "off" });
    box.value = session.tried;
    box.addEventListener("input", () => { session.tried = box.value; });
    label.append(box);
    return label;
  }

  function makeActions(act) {
    const actions = guide.make("div", "study-actions");
    const show = guide.makeButton("Show answer", act.show, { "aria-keyshortcuts": "Space" });
    show.classList.add("study-main");
    actions.append(show, guide.makeButton("Skip", act.skip));
    return actions;
  }

  study.showAnswer = (card, session, act) => {
    session.isShown = true;
    const answer = guide.make("div", "study-answer answer-body", "", { role: "region", "aria-label": "Answer", tabindex: "-1" });
    if (!session.tried) card.querySelector(".study-try").remove(); // said aloud: the answer takes the place
    card.querySelector(".study-actions").replaceWith(answer, makeGrades(act.preview(study.currentOf(session)), act.grade));
    return fillAnswer(answer, session);
  };

  async function fillAnswer(answer, session) {
    const item = study.currentOf(session);
    if (!session.parts) answer.replaceChildren(guide.make("p", "study-note", "One moment …"));
    const parts = session.parts ?? await makeParts(item);
    if (!answer.isConnected) return; // graded or left meanwhile: another question may be asked by now
    session.parts = parts; // kept with their ticks: the reader may leave the page and come back
    answer.replaceChildren(...(parts ?? makeFailure(item, () => fillAnswer(answer, session))));
    guide.showLanguage();
    guide.onOpen.forEach((action) => action(answer.closest(".study-card")));
    guide.patchTheme();
  }

  /** Out: the elements, or null where the answer cannot be had. */
  async function makeParts(item) {
    try {
      const { short, points, rest } = await study.loadAnswer(item);
      return [short, ...(points ? [makePoints(points)] : []), ...(rest ? [makeRest(rest)] : []), makeLink(item)];
    } catch {
      return null;
    }
  }

  function makeFailure(item, retry) {
    const again = guide.makeButton("Try again", ({ target }) => {
      target.closest(".study-answer").focus({ preventScroll: true }); // the button is about to go
      retry();
    });
    return [guide.make("p", "study-note", "The answer couldn't be loaded. Are you online?"), again, makeLink(item)];
  }

  function makePoints(points) {
    const count = guide.make("p", "study-note");
    const show = () => {
      const [had, all] = study.countPoints(points);
      count.textContent = `Check off what your answer covered: ${had} of ${all}`;
    };
    points.addEventListener("change", show);
    points.querySelector("h3").after(count);
    show();
    return points;
  }

  /** How many points are ticked, and how many there are. */
  study.countPoints = (place) => [place.querySelectorAll(".checklist input:checked").length, place.querySelectorAll(".checklist input").length];

  function makeRest(parts) {
    const rest = guide.make("details", "study-rest");
    rest.append(guide.make("summary", "", "The whole answer: why, an example, pitfalls, follow-up questions, sources"), ...parts);
    rest.open = isRestOpen;
    rest.addEventListener("toggle", () => {
      isRestOpen = rest.open;
      guide.onOpen.forEach((action) => action(rest.closest(".study-card") ?? rest));
    });
    return rest;
  }

  function makeLink(item) {
    const line = guide.make("p", "study-note");
    line.append(guide.make("a", "inner", "Open this answer on its own page", { href: study.addressOf(item).href }));
    return line;
  }

  function makeGrades(times, grade) {
    const group = guide.make("div", "study-grades", "", { role: "group", "aria-label": "How did it go?" });
    GRADES.forEach((name, place) => {
      const cell = guide.make("div", "study-grade");
      const note = guide.make("span", "study-when", times[place], { id: `study-when-${place + 1}` });
      const about = { "aria-describedby": note.id, "aria-keyshortcuts": `${place + 1}`, title: MEANINGS[place] };
      cell.append(guide.makeButton(name, () => grade(place + 1), about), note);
      group.append(cell);
    });
    return group;
  }

  study.GRADES = GRADES;
})();
