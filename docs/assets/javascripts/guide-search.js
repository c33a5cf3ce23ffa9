// The search box around the theme's own: its files come before the first letter, and a search without a good result offers
// to propose the question.
"use strict";
(() => {
  const { guide } = self;

  /** Once the reader turns to the search, have its files at hand before the first letter. */
  async function warmSearch({ target }) {
    if (!target.matches?.(".md-search__input") || location.protocol === "file:") return;
    document.removeEventListener("focusin", warmSearch);
    const here = new URL("assets/javascripts/", guide.root);
    const list = await (await fetch(new URL("search-files.js", here))).text();
    for (const [, name] of list.matchAll(/"([^"]+\.js)"/g)) fetch(new URL(name, here));
  }

  /** The theme searches when a key goes up; words also come by mouse, voice or a phone's keyboard. */
  function searchWithoutKeys({ target }) {
    if (target.matches(".md-search__input")) target.dispatchEvent(new Event("keyup"));
  }

  /** The theme counts the row that offers to propose the question as a result. */
  const describeCount = (count) => (count === 1 ? "1 result" : `${count} results`);

  /** The row that the search has put last, as a link to the form for new questions with the words filled in. */
  function finishOffer(list) {
    const mark = list.querySelector(".result-propose");
    if (!mark) return;
    const { repository } = guide.config();
    const meta = document.querySelector(".md-search-result__meta");
    meta.textContent = mark.dataset.empty === undefined ? describeCount(list.children.length - 1) : "Nothing found";
    if (!repository) return mark.closest("li").remove();
    const link = mark.closest("a");
    const query = new URLSearchParams({ template: "question.yml", title: `Question: ${mark.dataset.words}`, question: mark.dataset.words });
    link.href = `${repository}/issues/new?${query}`;
    link.target = "_blank";
    link.rel = "noopener";
  }

  /** The theme writes what completes the words behind them: words that are longer than their box move, and it stays. */
  function hideMisplaced(suggestion) {
    const input = suggestion.parentElement.querySelector(".md-search__input");
    suggestion.style.visibility = input.scrollWidth > input.clientWidth ? "hidden" : "";
  }

  const suggestion = document.querySelector(".md-search__suggest");
  if (suggestion) new MutationObserver(() => hideMisplaced(suggestion)).observe(suggestion, { childList: true });
  const list = document.querySelector(".md-search-result__list");
  if (list) new MutationObserver(() => finishOffer(list)).observe(list, { childList: true });
  document.addEventListener("focusin", warmSearch);
  document.addEventListener("input", searchWithoutKeys);
})();
