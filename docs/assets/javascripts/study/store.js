// The log in this browser's storage. Several tabs may write: each reads and merges what is there before it writes, and
// writes again when what another tab stored lacks one of this tab's reviews. So none is lost, whoever comes last; and what the reader
// took back or deleted is gone, for no tab writes what it has only read.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const [LOG, ASIDE, STATES] = ["guide.reviews", "guide.reviews-damaged", "guide.states"];
  const FAULTS = {
    blocked: "This browser saves nothing for this site, so your reviews are gone when you leave. Export them below to keep them.",
    full: "This browser's storage is full, so the last review wasn't saved. Export your reviews below, then free up some space.",
    damaged: "The reviews saved in this browser can't be read. They were set aside, and you start fresh; import a file to bring yours back.",
    partly: "Some of the reviews saved in this browser can't be read. They were set aside; all others are here.",
    newer: "Your reviews were saved by a newer version of this page, which this one can't read. Reload it; until then nothing is saved.",
  };

  /** `getStorage` gives the browser's storage, or throws where it is blocked. */
  class Store {
    #getStorage;
    #mayWrite = true;
    #own = {}; // the log of what was graded and imported here
    #isKept = false; // whether what is our own was written
    #last = {}; // the log of the last grade alone
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
      this.#last = { [id]: study.encode([[time, grade]]) };
      this.#own = study.mergeLogs(this.#own, this.#last);
      this.log = study.mergeLogs(this.log, this.#last);
      return this.#write((log) => log);
    }

    /** All of a log, or nothing of it. Out: whether it is kept. */
    addLog(log) {
      this.refresh();
      if (!this.#write((all) => study.mergeLogs(all, log))) return false;
      this.#own = study.mergeLogs(this.#own, log);
      return true;
    }

    /** Take back the last grade that was given here. */
    undo() {
      this.refresh();
      this.#own = without(this.#own, this.#last);
      this.log = without(this.log, this.#last);
      const isKept = this.#write((log) => without(log, this.#last));
      this.log = without(this.log, this.#last); // also where it still stands in a storage that is full
      return isKept;
    }

    /** Forget every review, here and in the other tabs. */
    clear() {
      this.refresh();
      [this.log, this.#own] = [{}, {}];
      if (!this.#mayWrite) return;
      try {
        this.#getStorage().removeItem(LOG);
      } catch (error) {
        this.#tell(error);
      }
    }

    /** Another tab has written, or this page has just come. */
    refresh() {
      try {
        const kept = this.#read();
        if (JSON.stringify(this.log) !== JSON.stringify(kept)) this.#write((log) => log);
      } catch (error) {
        this.#tell(error);
      }
    }

    /** What is kept counts from here on, even where something else fails. */
    #read() {
      const text = this.#getStorage().getItem(LOG);
      const { log, fault } = parse(text);
      if (fault) this.fault = FAULTS[fault];
      if (fault) this.#own = this.log; // nobody else has it now
      if (text === null && this.#isKept) this.#own = {}; // deleted, and not by this page
      this.#isKept &&= text !== null;
      this.log = study.mergeLogs(log, this.#own);
      this.#mayWrite = fault !== "newer";
      if (fault && this.#mayWrite) this.#putAside(text);
      return log;
    }

    /** Under a name of its own: what was put aside before may be all that is left of other reviews. */
    #putAside(text) {
      const storage = this.#getStorage();
      let name = ASIDE;
      for (let number = 2; ![null, text].includes(storage.getItem(name)); number += 1) name = `${ASIDE}-${number}`;
      storage.setItem(name, text);
    }

    /** Write what is made of our own reviews together with what other tabs wrote meanwhile. Out: whether it is kept. */
    #write(change) {
      this.#isKept = false;
      try {
        const log = change(study.mergeLogs(this.#read(), this.#own));
        if (!this.#mayWrite) return false;
        this.#getStorage().setItem(LOG, JSON.stringify({ version: 1, reviews: log }));
        Object.assign(this, { log, fault: "" });
        this.#isKept = true;
      } catch (error) {
        this.#tell(error);
      }
      return this.#isKept;
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
        if (Object.keys(states.of).length) this.#getStorage().setItem(STATES, JSON.stringify(states));
        else this.#getStorage().removeItem(STATES);
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
      if (study.isObject(kept) && kept.version === 1 && study.isObject(kept.reviews)) return clean(kept.reviews);
    } catch {
      // no JSON
    }
    return { log: {}, fault: "damaged" };
  }

  /** A log without the reviews of another. */
  function without(log, other) {
    const rest = Object.entries(log).map(([id, text]) => {
      const taken = new Set(study.decode(study.textOf(other, id)).map(String));
      return [id, study.encode(study.decode(text).filter((review) => !taken.has(String(review))))];
    });
    return Object.fromEntries(rest.filter(([, text]) => text));
  }

  function clean(reviews) {
    const log = study.cleanLog(reviews);
    const [read, all] = [log, reviews].map((one) => Object.keys(one).length);
    if (read === all) return { log };
    return { log, fault: read ? "partly" : "damaged" };
  }

  const isFull = ({ name }) => name === "QuotaExceededError" || name === "NS_ERROR_DOM_QUOTA_REACHED";
})();
