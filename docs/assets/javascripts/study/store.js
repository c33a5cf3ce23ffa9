// The log in this browser's storage. Several tabs may write: each reads and merges what is there before it writes, and
// writes again when another tab's log lacks one of its reviews. So the log only grows, whoever comes last.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const [LOG, ASIDE, STATES] = ["guide.reviews", "guide.reviews-damaged", "guide.states"];
  const FAULTS = {
    blocked: "This browser keeps nothing for this site, so your reviews are gone when you leave. Take them with you by the button below.",
    full: "This browser's storage is full: the last review could not be kept. Take your reviews with you by the button below, and make room.",
    damaged: "What this browser had kept of your reviews cannot be read. It was put aside, and you begin with none; a file of yours brings them back.",
    newer: "Your reviews were kept by a newer version of this page, which this one cannot read. Reload it; until then nothing is written.",
  };

  /** `getStorage` gives the browser's storage, or throws where it is blocked. `fault` of the result is for the reader. */
  study.openStore = (getStorage) => {
    const store = { log: {}, fault: "", mayWrite: true };

    const read = () => {
      const kept = parse(getStorage().getItem(LOG));
      if (kept.fault === "damaged") getStorage().setItem(ASIDE, getStorage().getItem(LOG));
      if (kept.fault) store.fault = FAULTS[kept.fault];
      store.mayWrite = kept.fault !== "newer";
      return kept.log;
    };

    /** Write a log together with what other tabs wrote meanwhile. Out: whether it is kept. */
    const write = (log) => {
      try {
        const merged = study.mergeLogs(log, read());
        if (!store.mayWrite) return false;
        getStorage().setItem(LOG, JSON.stringify({ version: 1, reviews: merged }));
        Object.assign(store, { log: merged, fault: "" });
        return true;
      } catch (error) {
        store.fault = FAULTS[isFull(error) ? "full" : "blocked"];
        return false;
      }
    };

    /** A review counts while the page is open, even where it cannot be kept. */
    store.add = (id, time, grade) => {
      store.log = study.mergeLogs(store.log, { [id]: study.encode([[time, grade]]) });
      return write(store.log);
    };

    /** All of a log or nothing. */
    store.addLog = (log) => write(study.mergeLogs(store.log, log));

    /** Another tab has written, or this page has just come. */
    store.refresh = () => {
      try {
        const merged = study.mergeLogs(read(), store.log);
        const lacks = JSON.stringify(merged) !== JSON.stringify(read());
        store.log = merged;
        if (lacks) write(merged);
      } catch {
        store.fault = FAULTS.blocked;
      }
    };

    store.readStates = () => {
      try {
        return JSON.parse(getStorage().getItem(STATES));
      } catch {
        return null;
      }
    };

    /** The states are made from the log: where they cannot be kept, nothing is lost. */
    store.writeStates = (states) => {
      try {
        getStorage().setItem(STATES, JSON.stringify(states));
      } catch {
        // told when the log could not be written
      }
    };

    store.refresh();
    return store;
  };

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
