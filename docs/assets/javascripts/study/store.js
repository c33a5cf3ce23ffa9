// The log in this browser's storage. Several tabs may write: each reads and merges what is there before it writes, and
// writes again when another tab's log lacks one of its reviews. So the log only grows, whoever comes last.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const [LOG, ASIDE, STATES] = ["guide.reviews", "guide.reviews-damaged", "guide.states"];
  const FAULTS = {
    blocked: "This browser saves nothing for this site, so your reviews are gone when you leave. Export them below to keep them.",
    full: "This browser's storage is full, so the last review wasn't saved. Export your reviews below, then free up some space.",
    damaged: "The reviews saved in this browser can't be read. They were set aside, and you start fresh; import a file to bring yours back.",
    newer: "Your reviews were saved by a newer version of this page, which this one can't read. Reload it; until then nothing is saved.",
  };

  /** `getStorage` gives the browser's storage, or throws where it is blocked. */
  class Store {
    #getStorage;
    #mayWrite = true;
    log = {};
    fault = ""; // for the reader

    constructor(getStorage) {
      this.#getStorage = getStorage;
      this.refresh();
    }

    /** A review counts while the page is open, even where it cannot be kept. One a second: equal reviews are one. */
    add(id, second, grade) {
      this.refresh();
      const taken = new Set(study.decode(study.textOf(this.log, id)).map(([time]) => time));
      let time = second;
      while (taken.has(time)) time += 1;
      this.log = study.mergeLogs(this.log, { [id]: study.encode([[time, grade]]) });
      return this.#write(this.log);
    }

    /** All of a log, or nothing of it. Out: whether it is kept. */
    addLog(log) {
      return this.#write(study.mergeLogs(this.log, log));
    }

    /** Another tab has written, or this page has just come. */
    refresh() {
      try {
        const kept = this.#read();
        this.log = study.mergeLogs(kept, this.log);
        if (JSON.stringify(this.log) !== JSON.stringify(kept)) this.#write(this.log);
      } catch (error) {
        this.#tell(error);
      }
    }

    #read() {
      const text = this.#getStorage().getItem(LOG);
      const { log, fault } = parse(text);
      if (fault === "damaged") this.#putAside(text);
      if (fault) this.fault = FAULTS[fault];
      this.#mayWrite = fault !== "newer";
      return log;
    }

    /** Under a name of its own: what was put aside before may be all that is left of other reviews. */
    #putAside(text) {
      const storage = this.#getStorage();
      let name = ASIDE;
      for (let number = 2; ![null, text].includes(storage.getItem(name)); number += 1) name = `${ASIDE}-${number}`;
      storage.setItem(name, text);
    }

    /** Write a log together with what other tabs wrote meanwhile. */
    #write(log) {
      try {
        const merged = study.mergeLogs(log, this.#read());
        if (!this.#mayWrite) return false;
        this.#getStorage().setItem(LOG, JSON.stringify({ version: 1, reviews: merged }));
        Object.assign(this, { log: merged, fault: "" });
        return true;
      } catch (error) {
        this.#tell(error);
        return false;
      }
    }

    #tell(error) {
      this.fault = FAULTS[isFull(error) ? "full" : "blocked"];
    }

    readStates() {
      try {
        return JSON.parse(this.#getStorage().getItem(STATES));
      } catch {
        return null;
      }
    }

    /** The states are made from the log: where they cannot be kept, nothing is lost. Those of a newer log are not ours. */
    writeStates(states) {
      if (!this.#mayWrite) return;
      try {
        this.#getStorage().setItem(STATES, JSON.stringify(states));
      } catch {
        // told when the log could not be written
      }
    }
  }

  study.openStore = (getStorage) => new Store(getStorage);
  study.isLogKey = (key) => key === LOG;

  function parse(text) {
    if (text === null) return { log: {} };
    try {
      const kept = JSON.parse(text);
      if (study.isObject(kept) && kept.version > 1) return { log: {}, fault: "newer" };
      if (study.isObject(kept) && kept.version === 1 && study.isLog(kept.reviews)) return { log: kept.reviews };
    } catch {
      // no JSON
    }
    return { log: {}, fault: "damaged" };
  }

  const isFull = ({ name }) => name === "QuotaExceededError" || name === "NS_ERROR_DOM_QUOTA_REACHED";
})();
