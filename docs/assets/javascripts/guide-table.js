// The table of all questions: filtered by words, topic, level, tag and kind, sorted by a column. The filter stands in the address.
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

  function addSorting(table, rows) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const valueOf = ({ row }) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      head.prepend(guide.makeButton("", () => {
        const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        rows.sort((a, b) => sign * valueOf(a).localeCompare(valueOf(b), "en", { numeric: true }));
        table.tBodies[0].append(...rows.map(({ row }) => row));
      }));
      const button = head.firstChild;
      button.className = "";
      button.append(...[...head.childNodes].slice(1));
    });
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
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(read())) {
        if (value && value !== form.elements[name].dataset.usual) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
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
