// The table of all questions: filtered by words, topic, level, tag, kind and state, sorted by a column. Both stand in the address.
"use strict";
(() => {
  const { guide } = self;
  const { fold, split } = self.guideText;
  const NO_WORD = /[\p{L}\p{N}\p{M}]{61,}/gu; // too long for one: it stands nowhere

  /** A row with what it is found by: its text, other wordings and tags, folded as the search folds them. */
  function readRow(row) {
    const { words = "", tags = "", kind = "question", topic, level } = row.dataset;
    const { marks } = guide.stateOf(`${row.querySelector("a").hash.slice(1)} ${row.dataset.names ?? ""}`);
    return { row, marks, kind, topic, level, tags: tags.split(" "), text: ` ${split(`${row.cells[0].textContent} ${words} ${tags}`).join(" ")} ` };
  }

  function showState({ row, marks }) {
    if (!marks.includes("new")) row.querySelector("a").after(" ", guide.makeMark({ marks }));
  }

  /** A button in each column's head. The address calls a column by its name in small letters, with a minus where it goes down. */
  function addSorting(table, rows) {
    for (const head of table.tHead.rows[0].cells) {
      const name = head.textContent.trim().toLowerCase();
      const button = guide.makeButton("", () => {
        const isDown = head.getAttribute("aria-sort") === "ascending";
        sortBy(head, rows, isDown);
        keepInAddress({ sort: isDown ? `-${name}` : name });
      });
      button.className = "";
      button.append(...head.childNodes);
      head.append(button);
      const asked = new URLSearchParams(location.search).get("sort");
      if (asked === name || asked === `-${name}`) sortBy(head, rows, asked !== name);
    }
  }

  function sortBy(head, rows, isDown) {
    const valueOf = ({ row }) => row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent.trim();
    const [table, sign] = [head.closest("table"), isDown ? -1 : 1];
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    rows.sort((a, b) => sign * valueOf(a).localeCompare(valueOf(b), "en", { numeric: true }));
    table.tBodies[0].append(...rows.map(({ row }) => row));
  }

  /** Values by name; an empty one is taken out. */
  function keepInAddress(values) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  }

  function fits({ text, marks, kind, topic, level, tags }, wanted) {
    return wanted.words.every((word) => text.includes(word))
      && (wanted.kind === "all" || wanted.kind === kind)
      && (!wanted.topic || wanted.topic === topic)
      && (!wanted.level || wanted.level === level)
      && (!wanted.state || marks.includes(wanted.state))
      && (!wanted.tag || tags.includes(wanted.tag));
  }

  /** That nothing fits; and what would, were it not for the kind. */
  function describeNone(rows, wanted) {
    const names = { question: "question", "follow-up": "follow-up question", all: "question" };
    const others = rows.filter((entry) => fits(entry, { ...wanted, kind: "all" }));
    const none = `No ${names[wanted.kind]} matches`;
    if (!others.length) return `${none}.`;
    return `${none}, but ${others.length} ${names[others[0].kind]}${others.length > 1 ? "s do" : " does"}: choose another Kind.`;
  }

  function addFilter(form, rows) {
    const fields = [...form.elements].filter(({ name }) => name);
    const read = () => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const apply = () => {
      const values = read();
      const wanted = { ...values, words: [...split(values.words).map(fold), ...(values.words.match(NO_WORD) ?? [])] };
      for (const entry of rows) entry.row.hidden = !fits(entry, wanted);
      const shown = rows.filter(({ row }) => !row.hidden).length;
      const all = rows.filter(({ kind }) => values.kind === "all" || kind === values.kind).length;
      form.querySelector("output").textContent = shown ? `${shown} of ${all} questions` : describeNone(rows, wanted);
    };
    const note = () => {
      apply();
      keepInAddress(Object.fromEntries(fields.map(({ name, value, dataset }) => [name, value === dataset.usual ? "" : value])));
    };
    const asked = new URLSearchParams(location.search);
    for (const field of fields) setField(field, asked.get(field.name));
    form.addEventListener("input", note);
    form.addEventListener("reset", () => setTimeout(note));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  /** A value from the address; one that is no choice of a list changes nothing. */
  function setField(field, value) {
    if (value === null) return;
    if (field.options && ![...field.options].some((option) => option.value === value)) return;
    field.value = value;
  }

  guide.setUpTable = () => {
    const table = document.querySelector(".question-table table");
    if (!table || table.querySelector("th button")) return; // set up already: the reader left and came back while this script came
    const rows = [...table.tBodies[0].rows].map(readRow);
    rows.forEach(showState);
    addFilter(document.querySelector(".question-filter"), rows);
    addSorting(table, rows);
    delete document.documentElement.dataset.filtering;
  };
})();
