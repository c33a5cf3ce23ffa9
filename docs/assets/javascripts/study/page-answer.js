// The answer to a question, taken from its topic page: what to say, the points to tick, and all the rest.
"use strict";
(() => {
  const { guide } = self;
  const study = self.guideStudy;
  const DROPPED = ".answer-contents, .answer-links, .also-asked, .list-numbers";
  const pages = new Map(); // by address, as they come
  const isOnDisk = location.protocol === "file:";

  /** Where a question stands on its page. */
  study.addressOf = ({ topic, id }) => new URL(`topics/${topic}${isOnDisk ? ".html" : "/"}#${id}`, guide.root);

  /** { short, points, rest }: elements, of which the last two may be missing. Fails where the page cannot be had. */
  study.loadAnswer = async (item) => {
    if (isOnDisk) return readFromDisk(item);
    const address = study.addressOf(item).href.split("#")[0];
    if (!pages.has(address)) pages.set(address, fetchPage(address));
    try {
      return cutAnswer(await pages.get(address), item, address);
    } catch (error) {
      pages.delete(address); // another try may find a connection
      throw error;
    }
  };

  async function fetchPage(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  function cutAnswer(page, item, address) {
    let block = page.getElementById(item.place);
    while (!block.matches("details.answer")) block = block.nextElementSibling;
    const body = document.importNode(block.querySelector(".answer-body"), true);
    body.querySelectorAll(DROPPED).forEach((part) => part.remove());
    body.querySelectorAll("a[href]").forEach((link) => fixLink(link, address));
    body.querySelectorAll("table").forEach(wrapTable);
    return item.after ? { short: cutFollowUp(body, item.id) } : cutSections(body);
  }

  function fixLink(link, address) {
    link.href = new URL(link.getAttribute("href"), address).href;
    link.classList.toggle("inner", link.host === location.host);
  }

  /** The box that the theme's script puts around each table of a page. */
  function wrapTable(table) {
    const [outer, inner] = [guide.make("div", "md-typeset__scrollwrap"), guide.make("div", "md-typeset__table")];
    table.replaceWith(outer);
    outer.append(inner);
    inner.append(table);
  }

  function cutSections(body) {
    const [short, points] = [".short-answer", ".what-interviewers-listen-for"].map((name) => body.querySelector(name));
    points.querySelectorAll("input").forEach((box) => { box.checked = false; }); // this try begins with none
    return { short, points, rest: [...body.children].filter((part) => part !== short && part !== points) };
  }

  /** What stands between a follow-up question and the next heading. */
  function cutFollowUp(body, id) {
    const section = guide.make("section", "answer-section short-answer");
    let part = body.querySelector(`#${CSS.escape(id)}`).nextElementSibling;
    while (part && !part.matches("h3, h4")) {
      const next = part.nextElementSibling;
      section.append(part);
      part = next;
    }
    return section;
  }

  /** A page opened from disk may fetch no other; the search's texts are a script, and have the short answer's words. */
  async function readFromDisk(item) {
    await guide.need("../../search-docs.js");
    const { parts } = self.GUIDE_SEARCH_DOCS.questions.find(({ id }) => id === item.place);
    const { text } = parts.find(({ id }) => id === (item.after ? item.id : `${item.id}-short-answer`));
    const short = guide.make("section", "answer-section short-answer");
    const note = "Opened from disk, this page can show only this part of an answer; the link below leads to the whole answer.";
    short.append(guide.make("p", "", text), guide.make("p", "study-note", note));
    return { short };
  }
})();
