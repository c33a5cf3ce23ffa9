// What the pages do beyond reading: open what a link leads to, copy a question's link, open and close all answers,
// filter and sort the table of all questions. Everything here is an extra: without it the pages stay whole.
"use strict";
(() => {
  const LANGUAGE = "guide.language"; // where the reader's choice of tab is kept

  /** The collapsed answer that an element is in, or that belongs to a question's heading. */
  function answerOf(target) {
    const around = target.closest("details.answer");
    if (around || !target.matches("h2")) return around;
    let next = target.nextElementSibling;
    while (next && !next.matches("h2, details.answer")) next = next.nextElementSibling;
    return next && next.matches("details.answer") ? next : null;
  }

  function findTarget() {
    const name = decodeURIComponent(location.hash.slice(1));
    return name ? document.getElementById(name) : null;
  }

  /** Open and show what the address names; a list number on the page of all questions leads on to its question. */
  function showTarget() {
    const target = findTarget();
    if (!target) return;
    const row = target.closest(".question-table tr");
    if (row) return location.replace(row.querySelector("a").href);
    if (target.matches(".moved-question")) return location.replace(target.querySelector("a").href);
    const answer = answerOf(target);
    if (!answer) return;
    answer.open = true;
    target.scrollIntoView();
  }

  /** Mark the words that a search found, as its result's address carries them; the theme's own way skips closed answers. */
  function markWords() {
    const words = new URLSearchParams(location.search).get("h")?.toLowerCase().split(" ").filter(Boolean) ?? [];
    const target = findTarget();
    const place = target && (answerOf(target) ?? target.closest("section"));
    if (!words.length || !place || place.querySelector("mark")) return;
    const pattern = new RegExp(`\\b(?:${words.map((word) => word.replace(/[^a-z0-9]/g, "\\$&")).join("|")})\\b`, "gi");
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("pre, svg, script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach((node) => markText(node, pattern));
  }

  function markText(node, pattern) {
    const parts = node.data.split(pattern);
    if (parts.length < 2) return;
    const found = node.data.match(pattern);
    node.replaceWith(...parts.flatMap((part, i) => (i ? [makeMark(found[i - 1]), part] : [part])));
  }

  function makeMark(text) {
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  }

  /** Once the reader turns to the search, have its files at hand before the first letter. */
  function warmSearch(event) {
    if (!event.target.matches?.(".md-search__input") || location.protocol === "file:") return;
    document.removeEventListener("focusin", warmSearch);
    const base = JSON.parse(document.getElementById("__config").textContent).base;
    const names = ["vendor/minisearch.js", "vendor/porter2.js", "search-synonyms.js", "search-engine.js", "../../search-docs.js"];
    names.forEach((name) => fetch(new URL(`${base}/assets/javascripts/${name}`, location.href)));
  }

  /** The theme searches when a key goes up; words also come by mouse, voice or a phone's keyboard. */
  function searchWithoutKeys({ target }) {
    if (target.matches(".md-search__input")) target.dispatchEvent(new Event("keyup"));
  }

  function makeButton(text, action, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "guide-button";
    button.textContent = text;
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", action);
    return button;
  }

  async function copyLink(heading) {
    const address = new URL(`#${heading.id}`, location.href);
    address.search = "";
    try {
      await navigator.clipboard.writeText(address.href);
      announce("Link copied");
    } catch {
      history.replaceState(history.state, "", address); // no right to copy: the address bar has it now
      announce("The link is in the address bar");
    }
  }

  /** Say it to the eye and to a screen reader. */
  function announce(text) {
    document.querySelector(".md-dialog").setAttribute("role", "status");
    if (window.alert$) window.alert$.next(text);
  }

  function addCopyButtons() {
    for (const facts of document.querySelectorAll(".question-facts")) {
      const heading = facts.previousElementSibling;
      const title = heading.firstChild.textContent.trim();
      const item = document.createElement("li");
      item.className = "fact-copy";
      item.append(makeButton("Copy link", () => copyLink(heading), `Copy link to: ${title}`));
      facts.append(item);
    }
  }

  function addAnswerTools() {
    const answers = [...document.querySelectorAll("details.answer")];
    const place = document.querySelector(".topic-description");
    if (!place || !answers.length) return;
    const setAll = (open) => () => answers.forEach((answer) => { answer.open = open; });
    const tools = document.createElement("div");
    tools.className = "answer-tools";
    tools.append(makeButton("Open all answers", setAll(true)), makeButton("Close all answers", setAll(false)));
    place.after(tools);
  }

  /** The tab of a language in every set that has it. The theme's own way does not reach into closed answers. */
  function chooseLanguage(name) {
    for (const label of document.querySelectorAll(".tabbed-labels > label")) {
      const input = document.getElementById(label.htmlFor);
      if (label.textContent.trim() !== name || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function keepLanguage(event) {
    if (!event.target.matches?.(".tabbed-set > input")) return;
    const name = document.querySelector(`label[for="${event.target.id}"]`).textContent.trim();
    localStorage.setItem(LANGUAGE, name);
    chooseLanguage(name);
  }

  /** Names and keyboard access that the theme's own markup lacks. */
  function mendTheme() {
    document.querySelectorAll(".md-code__nav").forEach((nav) => nav.setAttribute("role", "none"));
    document.querySelectorAll("pre > code, .md-typeset__scrollwrap, .diagram").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    });
  }

  function readRow(row) {
    const cells = [...row.cells].map((cell) => cell.dataset.sort ?? cell.textContent.trim());
    return { row, cells, words: row.textContent.toLowerCase() };
  }

  function addSorting(table, rows) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        rows.sort((a, b) => sign * a.cells[column].localeCompare(b.cells[column], "en", { numeric: true }));
        table.tBodies[0].append(...rows.map((entry) => entry.row));
      });
    });
  }

  function addFilter(box, rows) {
    const form = box.parentElement.querySelector(".question-filter");
    const choices = [...form.querySelectorAll("select")];
    const apply = () => {
      const wanted = form.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const { row, cells, words: text } of rows) {
        const fits = wanted.every((word) => text.includes(word));
        row.hidden = !fits || choices.some((choice) => choice.value && cells[choice.dataset.column] !== choice.value);
      }
      form.querySelector("output").textContent = `${rows.filter((entry) => !entry.row.hidden).length} of ${rows.length} questions`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  function setUpTable() {
    const box = document.querySelector(".question-table");
    if (!box) return;
    const table = box.querySelector("table");
    const rows = [...table.tBodies[0].rows].map(readRow);
    addFilter(box, rows);
    addSorting(table, rows);
  }

  function setUpPage() {
    addCopyButtons();
    addAnswerTools();
    setUpTable();
    chooseLanguage(localStorage.getItem(LANGUAGE));
    mendTheme();
    showTarget();
    markWords();
  }

  /** A click on a link to where the address already points is no change of address: show it all the same. */
  function followSameAddress(event) {
    const link = event.target.closest?.("a[href]");
    if (link && link.hash && link.href === location.href) setTimeout(showTarget);
  }

  /**
   * The theme follows a new address on the same page by clicking a link to it, unless a place to scroll to is on record.
   * In Firefox that click works later, and two of them chase each other for ever: so put the place on record first.
   */
  function keepPlace() {
    if (history.state === null) history.replaceState({ x: scrollX, y: scrollY }, "");
  }

  addEventListener("popstate", keepPlace, true); // before the theme's own
  addEventListener("hashchange", showTarget);
  document.addEventListener("click", followSameAddress);
  document.addEventListener("focusin", warmSearch);
  document.addEventListener("input", searchWithoutKeys);
  document.addEventListener("change", keepLanguage);
  document.addEventListener("toggle", mendTheme, true);
  window.document$.subscribe(setUpPage);
})();
