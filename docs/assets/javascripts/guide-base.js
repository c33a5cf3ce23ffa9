// What the page's scripts share: storage that may be blocked, buttons, and a word to the reader.
"use strict";
(() => {
  const guide = (self.guide = {});

  /** Called with each answer that opens, by whatever way: one that the address names is open before any script listens. */
  guide.onOpen = [];

  /** A value kept in this browser, or null; where storage is blocked or holds something else, null as well. */
  guide.recall = (key) => {
    try {
      return JSON.parse(localStorage.getItem(`guide.${key}`));
    } catch {
      return null;
    }
  };

  guide.keep = (key, value) => {
    try {
      localStorage.setItem(`guide.${key}`, JSON.stringify(value));
    } catch {
      // storage is blocked or full: the page works without it
    }
  };

  /** An element with text, class and attributes. */
  guide.make = (name, className, text, attributes = {}) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  guide.makeButton = (text, action, attributes) => {
    const button = guide.make("button", "guide-button", text, { type: "button", ...attributes });
    button.addEventListener("click", action);
    return button;
  };

  /** Say it to the eye and to a screen reader. */
  guide.announce = (text) => {
    document.querySelector(".md-dialog").setAttribute("role", "status");
    if (window.alert$) window.alert$.next(text);
  };

  /** A heading's words, without the sign that links to it. */
  guide.titleOf = (heading) => {
    const copy = heading.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  /** Scripts that few pages need, fetched at once and run in order when one does. */
  const loaded = new Map();
  const here = document.currentScript.src;
  const load = (name) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, here).href, async: false, onload: done, onerror: failed }));
  });
  const loadOnce = (name) => {
    if (!loaded.has(name)) loaded.set(name, load(name));
    return loaded.get(name);
  };
  guide.need = (...names) => Promise.all(names.map(loadOnce)).catch((error) => {
    names.forEach((name) => loaded.delete(name)); // one may have run without another: all run anew when there is a network
    throw error;
  });

  /** The site's own address, whatever page the reader came by. */
  guide.root = new URL("../../", here);

  /** The theme's settings for this page, and the repository, which the guide adds in overrides/main.html. */
  guide.config = () => JSON.parse(document.getElementById("__config").textContent);
})();
