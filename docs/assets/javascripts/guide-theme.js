// What the theme's own markup lacks: names and keyboard access; and drawings that can be read in the reader's own font.
"use strict";
(() => {
  const { guide } = self;
  const BOXES = "pre > code, .md-typeset__scrollwrap, .diagram";

  guide.patchTheme = () => {
    const menu = document.querySelector(".md-header__button[for=__drawer]");
    Object.assign(menu, { tabIndex: 0, role: "button", ariaLabel: "Menu" });
    document.querySelectorAll(".md-code__nav").forEach((nav) => nav.setAttribute("role", "none"));
    for (const box of document.querySelectorAll(BOXES)) {
      const isHidden = box.clientWidth === 0; // in a closed block: reachable from its first moment, until it can be measured
      if (isHidden || box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };

  const MARGIN = 4;

  /**
   * Drawings are measured for one font and drawn with another: press a label together that is wider than its box. The rect
   * behind an edge label is not a box and may be narrower than it; nor is the tab in a loop's corner.
   */
  function fitLabel(text) {
    const box = text.parentElement.querySelector(":scope > rect:not(.background)");
    const room = box ? box.getBBox().width - MARGIN : 0;
    if (room <= 0 || text.getComputedTextLength() <= room) return;
    text.setAttribute("textLength", room);
    text.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }

  function fitDrawings(block) {
    block.querySelectorAll(".diagram > svg g > text").forEach(fitLabel);
  }

  /**
   * Where the address names a place, the theme closes its search and its menu 125 ms after its script has started. A reader
   * who was faster than the script keeps what is open; what the reader closes is closed.
   */
  const starting = { capture: true, signal: AbortSignal.timeout(300) };
  let isReader = false; // whether what happens now was the reader's doing
  function noteReader({ isTrusted }) {
    if (!isTrusted) return;
    isReader = true;
    setTimeout(() => { isReader = false; });
  }
  function keepOpen(event) {
    if (event.target.matches?.(".md-toggle") && !event.isTrusted && !isReader && !event.target.checked) event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".md-header__button[for=__drawer]") || event.key !== " ") return; // Enter is the theme's
    event.preventDefault();
    event.target.click();
  });
  for (const kind of ["keydown", "click"]) addEventListener(kind, noteReader, starting);
  addEventListener("click", keepOpen, starting);
  guide.onOpen.push(fitDrawings);
  document.addEventListener("toggle", guide.patchTheme, true);
})();
