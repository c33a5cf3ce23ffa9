// The log of all reviews, which only grows: as short text for the browser's storage, as JSON for the reader's own file.
// A log has for each question its reviews as one text: pairs of [second, grade], oldest first.
"use strict";
(() => {
  const study = (self.guideStudy ??= {});
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const BASE = 32; // a digit from BASE on says that more of its number follow, so every review ends with one below it
  const GRADES = 4;
  const TEXT = /^(?:[g-z0-9_-]{0,7}[A-Za-f])*$/;
  const LAST_DIGIT = /[A-Za-f]/g;
  const ID = /^[a-z0-9][a-z0-9-]*$/;
  const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
  study.LARGEST_FILE = 8_000_000; // bytes: some 100,000 reviews
  const AHEAD = 600; // seconds that another device's clock may be ahead
  const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000; // a damaged text may go on until no calendar has a day for it

  /** Reviews as text: the seconds since the one before and the grade are one number, in digits from the lowest up. */
  study.encode = (reviews) => {
    let text = "";
    let before = 0;
    for (const [time, grade] of reviews) {
      let number = (time - before) * GRADES + grade - 1;
      for (; number >= BASE; number = Math.floor(number / BASE)) text += DIGITS[(number % BASE) + BASE];
      text += DIGITS[number];
      before = time;
    }
    return text;
  };

  study.decode = (text) => {
    const reviews = [];
    let [before, number, weight] = [0, 0, 1];
    for (const letter of text) {
      const digit = DIGITS.indexOf(letter);
      number += (digit % BASE) * weight;
      weight *= BASE;
      if (digit >= BASE) continue;
      before = Math.min(before + Math.floor(number / GRADES), LAST_SECOND);
      reviews.push([before, (number % GRADES) + 1]);
      [number, weight] = [0, 1];
    }
    return reviews;
  };

  study.countReviews = (text) => text.match(LAST_DIGIT)?.length ?? 0;

  /** Reviews in any order as text that has each once. */
  function encodeAll(reviews) {
    const all = new Map(reviews.map((review) => [review.join(), review]));
    return study.encode([...all.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  }

  /** A question's reviews in a log; an id may be the name of something that every object has. */
  study.textOf = (log, id) => (Object.hasOwn(log, id) ? log[id] : "");

  study.mergeTexts = (one, other) => {
    if (!one || !other || one === other) return one || other;
    return encodeAll([...study.decode(one), ...study.decode(other)]);
  };

  study.mergeLogs = (one, other) => {
    const merged = { ...one };
    for (const [id, text] of Object.entries(other)) merged[id] = study.mergeTexts(study.textOf(merged, id), text);
    return merged;
  };

  /** What can be read of a stored log: storage can hold anything, and one odd entry spoils no other. */
  study.cleanLog = (log) => Object.fromEntries(Object.entries(log).filter(([id, text]) => ID.test(id) && isText(text)));
  const isText = (text) => typeof text === "string" && TEXT.test(text); // `true` reads as a text of reviews
  study.isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The log as the file that a reader takes away, oldest review first. */
  study.exportLog = (log) => {
    const all = Object.entries(log).flatMap(([question, text]) => study.decode(text).map(([time, grade]) => ({ question, time, grade })));
    all.sort((a, b) => a.time - b.time);
    const reviews = all.map(({ time, ...rest }) => ({ ...rest, time: new Date(time * 1000).toISOString().replace(".000", "") }));
    return { version: 1, reviews };
  };

  /** A reader's file: `{ log }`, or `{ fault }` with what is wrong with it; with any fault nothing of it is taken. */
  study.readExport = (text, now) => {
    if (text.length > study.LARGEST_FILE) return { fault: "it is larger than 8 MB" };
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { fault: "it is damaged, or not JSON" };
    }
    if (!study.isObject(file) || !Array.isArray(file.reviews)) return { fault: "it isn't a review file from this page" };
    if (file.version !== 1) return { fault: "its version isn't 1, the only one this page can read" };
    return readReviews(file.reviews, now);
  };

  function readReviews(reviews, now) {
    const lists = new Map();
    for (const [place, review] of reviews.entries()) {
      const fault = findFault(review, now);
      if (fault) return { fault: `its review ${place + 1} ${fault}` };
      if (!lists.has(review.question)) lists.set(review.question, []);
      lists.get(review.question).push([Math.floor(Date.parse(review.time) / 1000), review.grade]);
    }
    return { log: Object.fromEntries([...lists].map(([id, list]) => [id, encodeAll(list)])) };
  }

  function findFault(review, now) {
    if (!study.isObject(review) || typeof review.question !== "string" || !ID.test(review.question)) return "names no question";
    const seconds = TIME.test(review.time) ? Date.parse(review.time) / 1000 : NaN;
    if (!(seconds >= 0)) return "has no time";
    if (seconds > now / 1000 + AHEAD) return "lies in the future";
    if (![1, 2, 3, 4].includes(review.grade)) return "has no grade from 1 to 4";
    return "";
  }
})();
