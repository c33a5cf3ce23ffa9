// Inside a page: the language of samples, ticks of checklists, abbreviations for those without a mouse.
"use strict";
(() => {
  const { guide } = self;

  /** The tab of a language in every set that has it. The theme's own way does not reach into closed answers. */
  function chooseLanguage(name) {
    for (const label of document.querySelectorAll(".tabbed-labels > label")) {
      const input = document.getElementById(label.htmlFor);
      if (label.textContent.trim() !== name || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function keepLanguage(input) {
    const name = document.querySelector(`label[for="${input.id}"]`).textContent.trim();
    guide.keep("language", name);
    chooseLanguage(name);
  }

  /** The boxes of an answer, by what they say: a list that is rewritten loses no more than what has changed. */
  const readTicks = () => {
    const ticks = guide.recall("ticks");
    return ticks && typeof ticks === "object" && !Array.isArray(ticks) ? ticks : {};
  };
  const labelOf = (box) => box.closest("label").textContent.trim();
  const listOf = (box) => box.closest(".answer-section").querySelector("h3[id]")?.id ?? "";

  /** The names of its list: begun with the question's id, and with those that it had before. */
  function namesOf(box) {
    const facts = box.closest("details.answer").previousElementSibling;
    const [list, { id }] = [listOf(box), facts.previousElementSibling];
    return [list, ...(facts.dataset.names?.split(" ") ?? []).map((name) => name + list.slice(id.length))];
  }

  function showTicks() {
    const ticks = readTicks();
    for (const box of document.querySelectorAll("details.answer .checklist input")) {
      const list = namesOf(box).map((name) => ticks[name]).find(Array.isArray);
      if (list?.includes(labelOf(box))) box.checked = true;
    }
  }

  /** A try while studying begins without ticks: it changes those kept only by what is ticked or unticked in it. */
  function keepTick(box) {
    const [ticks, list] = [readTicks(), listOf(box)];
    const boxes = [...box.closest(".checklist").querySelectorAll("input")];
    const known = Array.isArray(ticks[list]) ? ticks[list] : boxes.filter(({ checked }) => checked).map(labelOf);
    const isKept = (label) => (label === labelOf(box) ? box.checked : known.includes(label));
    ticks[list] = boxes.map(labelOf).filter(isKept);
    guide.keep("ticks", ticks);
  }

  /** An abbreviation's meaning, shown below it, or above where the window ends; one at a time. */
  const meaning = guide.make("div", "abbr-meaning", "", { role: "tooltip", id: "abbr-meaning", hidden: "" });

  function showMeaning(abbr) {
    hideMeaning();
    meaning.textContent = `${abbr.textContent}: ${abbr.title}`;
    meaning.hidden = false;
    document.body.append(meaning);
    abbr.setAttribute("aria-describedby", meaning.id);
    const box = abbr.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - meaning.offsetWidth - 8));
    meaning.style.left = `${left + scrollX}px`;
    const isLow = box.bottom + meaning.offsetHeight + 6 > innerHeight;
    meaning.style.top = `${scrollY + (isLow ? box.top - meaning.offsetHeight - 6 : box.bottom + 6)}px`;
  }

  function hideMeaning() {
    meaning.hidden = true;
    document.querySelector("[aria-describedby=abbr-meaning]")?.removeAttribute("aria-describedby");
  }

  /** The first of each abbreviation in an answer is a stop of the keyboard; more would be in the way. */
  function reachAbbreviations(answer) {
    const seen = new Set();
    for (const abbr of answer.querySelectorAll(".answer-body abbr[title]")) {
      if (!seen.has(abbr.title)) abbr.tabIndex = 0;
      seen.add(abbr.title);
    }
  }

  /** The theme makes all addresses absolute: tell links inside the guide from those to sources, which say what they lead to. */
  function describeLinks(answer) {
    const bare = (address) => address.split("#")[0];
    const titles = new Map([...answer.querySelectorAll(".sources li a")].map((link) => [bare(link.href), link.textContent]));
    for (const link of answer.querySelectorAll(".answer-section:not(.sources) a[href]")) {
      if (link.host !== location.host) link.title ||= titles.get(bare(link.href)) ?? link.host;
    }
  }

  /** An open program offers to be shorter. */
  function nameFold({ target }) {
    if (!target.matches?.("details.program")) return;
    const words = target.querySelector("summary").lastChild;
    words.all ??= words.data;
    words.data = target.open ? words.all.replace(/all \d+/, "fewer") : words.all;
  }

  guide.showLanguage = () => chooseLanguage(guide.recall("language"));

  guide.setUpReading = () => {
    hideMeaning();
    for (const link of document.querySelectorAll(".answer-section a[href]")) link.classList.toggle("inner", link.host === location.host);
    guide.showLanguage();
    showTicks();
  };

  document.addEventListener("change", ({ target }) => {
    if (target.matches?.(".tabbed-set > input")) keepLanguage(target);
    if (target.matches?.(".checklist input")) keepTick(target);
  });
  document.addEventListener("toggle", nameFold, true);
  guide.onOpen.push(reachAbbreviations, describeLinks);
  document.addEventListener("click", (event) => {
    const abbr = event.target.closest?.("abbr[title]");
    if (!abbr || abbr.closest("summary, a, button")) return hideMeaning();
    if (abbr.closest("label")) event.preventDefault(); // else the box is clicked too
    showMeaning(abbr);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches?.("abbr[title]")) showMeaning(target);
    else hideMeaning();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hideMeaning();
  });
})();
