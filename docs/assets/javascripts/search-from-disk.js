// A page opened from disk (file:) may start no worker. This stands in for it: the same search, run in the page.
"use strict";
(() => {
  const [READY, QUERY, RESULT] = [1, 2, 3]; // the theme's kinds of message
  const here = new URL(".", document.currentScript.src);

  function loadScript(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: new URL(name, here).href, onload: done, onerror: failed });
      document.head.append(script);
    });
  }

  /** Addresses of folders as addresses of files, since nobody serves them. */
  const toFile = (url) => url.replace(/\/(?=#|$)/, ".html").replace(/^\.$/, "index.html");

  /** The search, loaded once. */
  let loading = null;
  async function load() {
    await loadScript("search-files.js");
    for (const name of self.GUIDE_SEARCH_FILES) await loadScript(name);
    const answer = self.guideAnswer(self.GUIDE_SEARCH_DOCS, self.GUIDE_SYNONYMS);
    return (text) => {
      const found = answer(text);
      for (const row of found.items.flat()) row.location = toFile(row.location);
      return found;
    };
  }

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      setTimeout(() => this.reply(READY));
    }

    reply(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    async postMessage({ type, data }) {
      if (type !== QUERY) return;
      if (!data.trim()) return this.reply(RESULT, { items: [] });
      loading ??= load();
      this.reply(RESULT, (await loading)(data));
    }
  };
})();
