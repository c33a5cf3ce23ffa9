// The mock interview: how long, how many questions, the time that is left, and a summary with what to read again.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const MINUTE = 60_000;
  const WARNING = 5 * MINUTE;
  const numbers = (...all) => all.map((number) => [`${number}`, `${number}`]);

  study.makeMockForm = (begin) => {
    const form = guide.make("form", "question-filter");
    form.append(
      study.makeField("Questions", "questions", numbers(3, 5, 8, 12), "5"),
      study.makeField("Follow-ups per question", "followUpsEach", numbers(0, 1, 2), "1"),
      study.makeField("Minutes", "minutes", numbers(15, 30, 45, 60), "30"),
      guide.make("button", "guide-button study-main", "Start the interview", { type: "submit" }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { minutes, ...plan } = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, Number(value)]));
      begin(plan, minutes * MINUTE);
    });
    return form;
  };

  /** Show the time that is left while the page is there; it is said aloud only when it gets short and when it is over. */
  study.runClock = (place, session, tell) => {
    const show = () => {
      const left = session.endsAt - Date.now();
      place.textContent = left > 0 ? `${study.formatTime(left)} left` : "Time is up: finish this answer";
      if (left <= 0) tell(session, "up", "Time is up. Finish this answer; the summary comes next.");
      else if (left <= WARNING) tell(session, "short", "Five minutes left.");
      if (!place.isConnected || session.isOver) clearInterval(timer);
    };
    const timer = setInterval(show, 1000);
    show();
  };

  study.formatTime = (span) => {
    const seconds = Math.ceil(span / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  /** What is left of a sitting or an interview: what went how, and what to read again. */
  study.makeSummary = (session) => {
    const misses = study.listMisses(session);
    const table = session.isMock && session.done.length ? [makeTable(session.done)] : [];
    return misses.length ? [...table, guide.make("h3", "", "Read these again"), makeList(misses)] : table;
  };

  function makeList(misses) {
    const list = guide.make("ul", "");
    for (const { item } of misses) {
      const row = guide.make("li", "");
      row.append(makeLink(item));
      list.append(row);
    }
    return list;
  }

  const makeLink = (item) => guide.make("a", "", item.title, { href: study.addressOf(item).href });

  function makeTable(done) {
    const box = guide.make("div", "md-typeset__scrollwrap", "", { tabindex: "0", role: "region", "aria-label": "Question by question" });
    const table = guide.make("table", "");
    table.createTHead().insertRow().append(...["Question", "How it went", "Points", "Time"].map((text) => guide.make("th", "", text, { scope: "col" })));
    const body = table.createTBody();
    for (const { item, grade, points, spent } of done) {
      const row = body.insertRow();
      row.insertCell().append(makeLink(item));
      for (const text of [study.GRADES[grade - 1] ?? "Skipped", points ? points.join(" of ") : "–", study.formatTime(spent)]) row.insertCell().append(text);
    }
    box.append(table);
    return box;
  }
})();
