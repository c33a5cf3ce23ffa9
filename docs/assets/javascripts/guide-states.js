// What the reader has learned, as the study page left it in this browser: shown beside questions and topics.
"use strict";
(() => {
  const { guide } = self;
  const WORDS = { missed: "Missed", due: "Due today", known: "Known" };
  const PARTS = ["known", "missed", "due"];

  /** What a kept row [second when due, last grade] says: the marks that fit, and when it is due. */
  guide.describeState = (row, now) => {
    if (!Array.isArray(row)) return { marks: ["new"], due: 0 };
    const [due, grade] = row;
    const isDue = due * 1000 < new Date(now).setHours(24, 0, 0, 0); // by the end of the reader's day
    const marks = [...(grade === 1 ? ["missed"] : []), ...(isDue ? ["due"] : [])];
    return { marks: marks.length ? marks : ["known"], due };
  };

  /** The state of a question, by its id or by one that it had before; blanks stand between them. */
  guide.stateOf = (names) => {
    const states = Object(guide.recall("states")?.of);
    const name = names.split(" ").find((one) => Object.hasOwn(states, one));
    return guide.describeState(states[name], Date.now());
  };

  guide.makeMark = ({ marks: [mark] }) => guide.make("span", `state state-${mark}`, WORDS[mark]);

  /** In places where nothing else has to move for it. */
  function showBeside(facts) {
    const { id } = facts.previousElementSibling;
    const state = guide.stateOf(`${id} ${facts.dataset.names ?? ""}`);
    if (state.marks.includes("new") || !facts.nextElementSibling.matches("details")) return;
    facts.nextElementSibling.querySelector("summary").append(guide.makeMark(state));
    const links = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")]; // beside the page, and in a phone's drawer
    links.filter(({ hash }) => hash === `#${id}`).forEach((link) => link.append(guide.makeMark(state)));
  }

  /** A topic's card lists its questions with commas between them. Each counts once, by the mark that stands beside it. */
  function showOnCard(card) {
    const marks = card.dataset.questions.split(",").map((names) => guide.stateOf(names).marks[0]);
    const counts = PARTS.map((part) => [marks.filter((mark) => mark === part).length, part]).filter(([number]) => number);
    if (counts.length) card.querySelector(".card-count").append(` · ${counts.map((one) => one.join(" ")).join(", ")}`);
  }

  guide.showStates = () => {
    document.querySelectorAll(".question-facts").forEach(showBeside);
    document.querySelectorAll("[data-questions]").forEach(showOnCard);
  };
})();
