// The study page's scripts in Node, in the order in which the page loads them, and a clock and a storage to try them with.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { ROOT } from "./load.mjs";

const SCRIPTS = new URL("docs/assets/javascripts/", ROOT);
export const DAY = 86_400_000;
export const NOON = Date.UTC(2026, 10, 29, 12);

/** A context with everything of the study page that knows no page. */
export function loadStudy() {
  const context = { guide: { recall: () => null } };
  context.self = context;
  const run = (name) => runInNewContext(readFileSync(new URL(name, SCRIPTS), "utf8"), context, { filename: name });
  run("guide-states.js");
  run("study/files.js");
  context.guideStudy.FILES.filter((name) => !name.startsWith("study/page")).forEach(run);
  return { ...context.guideStudy, describeState: context.guide.describeState, run };
}

/** A value of the other context as one of this, to be compared. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/** What stands in for the browser's storage; `room` is how many characters it holds. */
export class Storage {
  constructor(kept = {}, room = Infinity) {
    Object.assign(this, { kept, room });
  }

  getItem(key) {
    return this.kept[key] ?? null;
  }

  setItem(key, text) {
    if (text.length > this.room) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
    this.kept[key] = text;
  }

  removeItem(key) {
    delete this.kept[key];
  }
}

/** A question as the page lists it. */
export const makeItem = (id, more = {}) => ({ id, place: id, names: [], title: id, topic: "web", level: "mid", kind: "technical", tags: [], ...more });
