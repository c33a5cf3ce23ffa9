// Where the reader stands: figures, the days to come, and the file to take along.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const FIGURES = [["due", "due today"], ["missed", "missed"], ["known", "known"], ["new", "new"]];
  const DAYS = 14;
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]; // to ask the browser would take a tenth of a second on a phone
  const FILE = "back-end-interview-guide-reviews.json";

  /** Fill the place of the figures: over what the reader has chosen, follow-up questions only if wanted. */
  study.showProgress = (place, items, stateOf, now) => {
    const counts = study.countMarks(items, stateOf);
    const list = guide.make("ul", "study-figures");
    for (const [mark, words] of FIGURES) {
      const row = guide.make("li", `state-${mark}`);
      row.append(guide.make("strong", "", `${counts[mark]}`), ` ${words}`);
      list.append(row);
    }
    place.replaceChildren(list, ...makeForecast(study.forecast(items, stateOf, now, DAYS)));
  };

  function makeForecast(days) {
    const most = Math.max(1, ...days.map(({ count }) => count));
    const list = guide.make("ol", "study-forecast");
    days.forEach(({ day, count }, number) => {
      const name = number ? `${WEEKDAYS[day.getDay()]} ${day.getDate()}` : "Today";
      const row = guide.make("li", "");
      const bar = guide.make("span", "study-bar");
      bar.style.height = `${(count / most) * 3}rem`;
      row.append(guide.make("span", "study-count", `${count}`), bar, guide.make("span", "study-day", name));
      list.append(row);
    });
    return [guide.make("h3", "", "Coming up, day by day"), list];
  }

  /** The buttons for the file and for the end of it all, and what they did; `act.take(log)` says whether a log was kept. */
  study.makeFileButtons = (act) => {
    const place = guide.make("div", "study-actions");
    const status = guide.make("p", "study-note study-file-status", "", { role: "status" });
    const tell = (text) => { status.textContent = text; };
    place.append(
      guide.makeButton("Export", () => saveFile(study.exportLog(act.log()))),
      makeImport(act, tell),
      guide.makeButton("Delete my reviews", () => tell(askToDelete(act))),
    );
    return [place, status];
  };

  function makeImport(act, tell) {
    const label = guide.make("label", "guide-button", "Import");
    const input = guide.make("input", "", "", { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", async () => {
      tell(await readFile(input.files[0], act));
      input.value = "";
    });
    label.append(input);
    return label;
  }

  function askToDelete(act) {
    const count = countAll(act.log());
    if (!count) return "There are no reviews to delete.";
    const words = nameReviews(count);
    if (!confirm(`Delete ${words} from this browser? Only a file you exported earlier can bring them back.`)) return "Nothing was deleted.";
    act.clear();
    return `${words} deleted. Every question is new again.`;
  }

  function saveFile(file) {
    const address = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
    guide.make("a", "", "", { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async function readFile(file, act) {
    const { log, fault } = await readLog(file);
    if (fault) return `Nothing was imported from ${file.name}, and nothing has changed: ${fault}.`;
    const before = countAll(act.log());
    if (!act.take(log)) return `Nothing was imported from ${file.name}, and nothing has changed: this browser couldn't save it.`;
    const added = countAll(act.log()) - before;
    return `${nameReviews(countAll(log))} read, ${added} of them new here. Nothing was lost.`;
  }

  async function readLog(file) {
    if (file.size > study.LARGEST_FILE) return { fault: "it is larger than 8 MB" };
    try {
      return study.readExport(await file.text(), Date.now());
    } catch {
      return { fault: "it can't be read" }; // moved or taken away since it was chosen
    }
  }

  const nameReviews = (count) => `${count} review${count === 1 ? "" : "s"}`;
  const countAll = (log) => Object.values(log).reduce((sum, text) => sum + study.countReviews(text), 0);
})();
