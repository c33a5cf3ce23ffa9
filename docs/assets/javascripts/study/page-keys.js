// The keys of the study page: space shows the answer, 1 to 4 grade it, u takes the last grade back.
"use strict";
(() => {
  const study = self.guideStudy;
  const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=file])";
  const PRESSED = "button, a, summary, input, label";
  const COVERED = "#__search:checked, #__drawer:checked"; // the theme's search or, on a phone, its contents are open
  const LEADING_AWAY = ["n", "p", ".", ","]; // the theme's, to the next page and the one before: a slip would lose the try

  /** Keys are for the question while it can be seen; further down the page a space scrolls on. */
  function isSeen(card) {
    const { top, bottom } = card.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  /** What a key does now, if anything. */
  function findAction({ key, shiftKey, target }, session, act) {
    const grade = session.isShown && "1234".indexOf(key) + 1;
    if (key === "u" && session.before) return act.undo;
    if (!study.currentOf(session)) return null;
    if (key === " " && !shiftKey && !session.isShown && !target.closest?.(PRESSED)) return act.show;
    return grade && key ? () => act.grade(grade) : null;
  }

  /** `getPage` gives what is there now: { root, card, session, act }. */
  study.setUpKeys = (getPage) => document.addEventListener("keydown", (event) => {
    const { root, card, session, act } = getPage();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !root?.isConnected) return;
    if (event.target.closest?.(TYPING) || document.querySelector(COVERED)) return;
    if (LEADING_AWAY.includes(event.key)) event.stopPropagation();
    const action = isSeen(card) && findAction(event, session, act);
    if (!action) return;
    action();
    event.preventDefault();
  });
})();
