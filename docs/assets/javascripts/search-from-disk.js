// A page opened from disk (file:) may start no worker. This stands in for it: the same search, run in the page.
"use strict";
(() => {
  const here = new URL(".", document.currentScript.src);

  function loadScript(name) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: new URL(name, here).href, onload: done, onerror: failed });
      document.head.append(script);
    });
  }

  /** The search engine, loaded once. Addresses of folders become addresses of files, since nobody serves them. */
  let engine = null;
  async function loadEngine() {
    window.module = {};
    const names = ["vendor/minisearch.js", "vendor/porter2.js", "search-synonyms.js", "search-engine.js", "../../search-docs.js"];
    for (const name of names) await loadScript(name);
    const { questions, pages } = self.GUIDE_SEARCH_DOCS;
    for (const doc of [...questions, ...pages]) doc.url = doc.url.replace(/\/(?=#|$)/, ".html").replace(/^\.$/, "index.html");
    return self.guideSearch(self.GUIDE_SEARCH_DOCS, self.GUIDE_SYNONYMS, self.MiniSearch, window.module.exports);
  }

  window.Worker = class extends EventTarget {
    constructor() {
      super();
      setTimeout(() => this.reply(1));
    }

    reply(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    async postMessage({ type, data }) {
      if (type !== 2) return;
      if (!data.trim()) return this.reply(3, { items: [] });
      engine ??= loadEngine();
      this.reply(3, (await engine)(data));
    }
  };
})();
