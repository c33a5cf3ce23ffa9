// Answers open and close, and the address, the title, the contents and the history follow.
"use strict";
(() => {
  const { guide } = self;
  const open = new Set(); // the ids of the questions whose answers are open, the last opened last
  let shownPath = null; // path of the page on screen; on the way back the address is ahead of it for a moment
  let arrival = window.guideArrival; // what the entry of the history holds that the reader came to
  let pageTitle = "";
  let isFirst = true;
  let isPrinting = false; // the theme opens everything for that, and closes it again

  const answers = () => [...document.querySelectorAll("details.answer")];

  /** The heading of the question that an answer belongs to. */
  function headingOf(answer) {
    let before = answer.previousElementSibling;
    while (before && !before.matches("h2")) before = before.previousElementSibling;
    return before;
  }

  /** The answer that an element is in, or that belongs to a question's heading. */
  function answerOf(target) {
    const around = target.closest("details.answer");
    if (around || !target.matches("h2")) return around;
    return answers().find((answer) => headingOf(answer) === target) ?? null;
  }

  /** What the address names; null for a name that is none, or no text at all (`#100%`). */
  guide.findTarget = ({ hash } = location) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  };
  guide.placeOf = (target) => answerOf(target) ?? target.closest("section, dl");

  /** Note what is open, for the contents, the printer and the way back. */
  function noteState(answer) {
    const { id } = headingOf(answer);
    open.delete(id);
    if (answer.open) open.add(id);
    answer.toggleAttribute("data-shown", answer.open);
    guide.showContents(answer, headingOf(answer));
    if (answer.open) guide.onOpen.forEach((action) => action(answer));
  }

  function setOpen(answer, isOpen) {
    if (answer.open !== isOpen) answer.open = isOpen;
    noteState(answer);
  }

  /** The reader has opened or closed an answer: the address and the title say which. */
  function followToggle({ target: answer }) {
    if (!answer.matches?.("details.answer") || shownPath === null || isPrinting || matchMedia("print").matches) return;
    const { id } = headingOf(answer);
    if (answer.open === open.has(id)) return; // it was a script
    noteState(answer);
    showName([...open].at(-1));
  }

  /** Put a question into title and address; what is open goes into the history with the place. */
  function showName(id) {
    nameAnswer(id);
    const address = location.protocol === "file:" ? [] : [makeAddress(id)]; // from disk a page may not change its own
    history.replaceState({ x: scrollX, y: scrollY }, "", ...address);
  }

  function makeAddress(id) {
    const address = new URL(location.href);
    address.search = "";
    address.hash = id ?? "";
    return id ? address : address.href.replace(/#$/, "");
  }

  function nameAnswer(id) {
    const heading = id && document.getElementById(id);
    document.title = heading ? `${guide.titleOf(heading)} · ${pageTitle}` : pageTitle;
  }

  /** Open and show what the address names; a list number on the page of all questions leads on to its question. */
  function showTarget() {
    const target = guide.findTarget();
    if (!target) return isHeld() && whenFree(() => scrollTo(0, 0));
    const row = target.closest(".question-table tr");
    if (row) return location.replace(row.querySelector("a").href);
    if (target.matches(".moved-question")) return location.replace(target.querySelector("a").href);
    if (location.search.includes("h=")) guide.need("search-text.js", "guide-marks.js").then(() => guide.markWords());
    const answer = answerOf(target);
    if (answer) {
      setOpen(answer, true);
      openAround(target, answer);
      nameAnswer(headingOf(answer).id);
    }
    whenFree(() => showPlace(target));
  }

  /** A folded program, or another block within the answer, that holds the place. */
  function openAround(target, answer) {
    const block = target.closest("details");
    if (!block || block === answer) return;
    block.open = true;
    openAround(block.parentElement, answer);
  }

  function showPlace(target) {
    target.scrollIntoView();
    if (isFirst) return; // a page that was just loaded begins at its top for the keyboard, as any other
    if (!target.matches("a, button, summary")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  const isHeld = () => document.body.hasAttribute("data-md-scrolllock");

  /** On a phone the theme holds the page fixed while its search is open, and then puts it back where it was: wait for that. */
  function whenFree(action) {
    action();
    if (!isHeld()) return;
    const watch = new MutationObserver(() => {
      watch.disconnect();
      action();
    });
    watch.observe(document.body, { attributes: true, attributeFilter: ["data-md-scrolllock"] });
  }

  /** On the way back: the answers that were open, at the place that was read. */
  function restore(state) {
    for (const answer of answers()) setOpen(answer, state.open.includes(headingOf(answer).id));
    nameAnswer([...open].at(-1));
    whenFree(() => scrollTo(state.x ?? 0, state.y ?? 0));
  }

  /** A page is there, by whatever way: show what the reader came for. */
  guide.arrive = () => {
    const isSame = shownPath === location.pathname; // the theme fetches a page again at the first link inside it
    if (!isSame) open.clear();
    shownPath = location.pathname;
    pageTitle = document.title;
    const known = [...open];
    for (const answer of answers()) if (known.includes(headingOf(answer).id)) setOpen(answer, true);
    showArrival();
    if (!isFirst) leaveSearch();
    isFirst = false;
  };

  /** Where nothing else was shown, focus would stay in the search that has closed, or on nothing: it goes to the page's beginning. */
  function leaveSearch() {
    const { activeElement } = document;
    const heading = document.querySelector(".md-content h1");
    if (!heading || (activeElement !== document.body && !activeElement.closest(".md-search"))) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /**
   * The theme keeps in each entry of the history how far was scrolled: keep there as well what is open. On a phone it holds
   * the page at its top while its search is open, moved up by what was scrolled: that is the place to keep.
   */
  const replaceState = history.replaceState.bind(history);
  history.replaceState = (state, ...rest) => {
    const now = shownPath === location.pathname ? [...open] : arrival?.open;
    const held = isHeld() && { y: -parseFloat(document.body.style.top) };
    replaceState(state && { ...state, ...held, ...(now && { open: now }) }, ...rest);
  };

  const pushState = history.pushState.bind(history);
  history.pushState = (...all) => {
    arrival = null;
    pushState(...all);
  };

  function reloadElsewhere() {
    if (shownPath === location.pathname) return;
    addEventListener("beforeunload", () => { history.scrollRestoration = "manual"; }); // to the new page's place, not this one's
    location.reload();
  }

  /**
   * The theme puts a link's address into the history before it fetches the page; if it cannot fetch it, it sends the browser to
   * that address again. To a place on a page (`#id`) that is a jump inside the page on screen, and nothing would happen.
   */
  const { open: openRequest } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function openOrReload(...all) {
    const follow = () => {
      const isFetched = this.status >= 200 && this.status < 300;
      if (!isFetched) setTimeout(reloadElsewhere);
    };
    this.addEventListener("load", follow); // before the theme's own, which resets the request
    this.addEventListener("error", follow); // not when it is given up for another link
    openRequest.apply(this, all);
  };

  /**
   * The theme follows a new address on the same page by clicking a link to it, unless a place to scroll to is on record.
   * In Firefox that click works later, and two of them chase each other for ever: so put the place on record first.
   */
  function followHistory({ state }) {
    arrival = state;
    if (history.state === null) history.replaceState({ x: scrollX, y: scrollY }, "");
    if (shownPath === location.pathname) setTimeout(showArrival);
  }

  function showArrival() {
    if (arrival?.open) restore(arrival);
    else showTarget();
  }

  /**
   * A link into an answer of this page. The theme may not see it: it would fetch the page again at the first such
   * link, and go back in the history at a link to the place it last went to, for it does not know that the address has changed.
   */
  function followLink(event) {
    const link = event.target.closest?.("a[href]:not(.tabbed-labels a)"); // tabs are the theme's
    const isElsewhere = !link || link.origin !== location.origin || link.pathname !== location.pathname || link.target;
    if (isElsewhere || event.metaKey || event.ctrlKey || event.shiftKey || location.protocol === "file:") return;
    const target = guide.findTarget(link);
    const isFiltered = document.querySelector(".question-filter"); // what was chosen stands in the address, and goes on standing there
    if (!target || !(answerOf(target) || isFiltered)) return;
    event.preventDefault();
    event.stopPropagation();
    history.replaceState({ x: scrollX, y: scrollY }, "");
    if (isFiltered) history.replaceState(history.state, "", link.hash); // else the way back would lead to another choice
    else history.pushState(null, "", link.href);
    for (const toggle of document.querySelectorAll("#__drawer:checked, #__search:checked")) toggle.click();
    showTarget();
  }

  function setAll(isOpen) {
    for (const answer of answers()) setOpen(answer, isOpen);
    showName(null);
  }

  async function copyLink(heading) {
    const address = makeAddress(heading.id);
    try {
      await navigator.clipboard.writeText(address.href);
      guide.announce("Link copied");
    } catch {
      history.replaceState(history.state, "", address); // no right to copy: the address bar has it now
      guide.announce("The link is in the address bar");
    }
  }

  /** Paper with one answer. */
  function printAnswer(answer) {
    const others = answers().filter((other) => other !== answer && other.hasAttribute("data-shown"));
    others.forEach((other) => other.removeAttribute("data-shown"));
    addEventListener("afterprint", () => others.forEach((other) => other.setAttribute("data-shown", "")), { once: true });
    print();
  }

  guide.setUpAnswers = () => {
    for (const facts of document.querySelectorAll(".question-facts")) {
      const heading = facts.previousElementSibling;
      const name = { "aria-label": `Copy link to: ${guide.titleOf(heading)}` };
      facts.querySelector(".fact-copy").replaceChildren(guide.makeButton("Copy link", () => copyLink(heading), name));
    }
    for (const answer of answers()) {
      answer.querySelector(".answer-links")?.append(guide.makeButton("Print this answer", () => printAnswer(answer)));
    }
    document.querySelector(".answer-tools")?.replaceChildren(
      guide.makeButton("Open all answers", () => setAll(true)),
      guide.makeButton("Close all answers", () => setAll(false)),
    );
  };

  addEventListener("popstate", followHistory, true); // before the theme's own
  addEventListener("beforeprint", () => { isPrinting = true; });
  addEventListener("afterprint", () => setTimeout(() => { isPrinting = false; }, 500)); // the theme's closing is told later
  document.addEventListener("toggle", followToggle, true);
  document.addEventListener("click", followLink, true);
})();
