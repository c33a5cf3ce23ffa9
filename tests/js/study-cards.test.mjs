// The scheduler through our own wiring: its own vectors, the clock moved by hand; and the states made of a log.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DAY, NOON, loadStudy, makeItem, plain } from "./study.mjs";

const study = loadStudy();
const vectors = JSON.parse(readFileSync(new URL("fsrs-vectors.json", import.meta.url), "utf8"));
const START = Date.parse(vectors.start);
const second = (time) => Math.floor(time / 1000);

test("reviewed whenever it is due, a question comes back after the days of the scheduler's own test", () => {
  let text = "";
  let now = START;
  const intervals = vectors.whenDue.grades.map((grade) => {
    text = study.mergeTexts(text, study.encode([[second(now), grade]]));
    const card = study.replay(study.decode(text));
    now = card.due.getTime();
    return card.scheduled_days;
  });
  assert.deepEqual(intervals, vectors.whenDue.intervals);
});

test("reviewed on given days, a question has the stability and difficulty of the scheduler's own test", () => {
  const { grades, daysSince, stability, difficulty } = vectors.onDays;
  let now = START;
  const reviews = grades.map((grade, place) => [second((now += daysSince[place] * DAY)), grade]);
  const card = study.replay(study.decode(study.encode(reviews)));
  assert.ok(Math.abs(card.stability - stability) < 1e-4, card.stability);
  assert.ok(Math.abs(card.difficulty - difficulty) < 1e-4, card.difficulty);
});

test("the first grade gives what the scheduler's own test says", () => {
  const cards = [1, 2, 3, 4].map((grade) => study.replay([[second(START), grade]]));
  assert.deepEqual(cards.map((card) => card.stability), vectors.first.stability);
  assert.deepEqual(cards.map((card) => card.difficulty), vectors.first.difficulty);
  assert.deepEqual(cards.map((card) => card.scheduled_days), vectors.first.scheduledDays);
});

test("each grade says beforehand what it then does", () => {
  const reviews = [[second(NOON - 9 * DAY), 3], [second(NOON - 9 * DAY) + 600, 3]];
  const said = study.previewGrades(reviews, NOON);
  const done = [1, 2, 3, 4].map((grade) => study.describeTime(study.replay([...reviews, [second(NOON), grade]]).due - NOON));
  assert.deepEqual(plain(said), done);
  assert.deepEqual(plain(study.previewGrades([], NOON)), ["1 min", "6 min", "10 min", "8 days"]);
});

const SPANS = [[10, "1 min"], [59 * 60_000, "59 min"], [3_600_000, "1 hour"], [DAY, "1 day"], [29 * DAY, "29 days"], [61 * DAY, "2 months"], [800 * DAY, "2 years"]];
for (const [span, words] of SPANS) test(`a span: ${words}`, () => assert.equal(study.describeTime(span), words));

test("a clock that was set back throws nothing, and a review in between is replayed in its place", () => {
  const ahead = [[second(NOON + 40 * DAY), 3]];
  assert.equal(study.previewGrades(ahead, NOON).length, 4);
  const text = study.mergeTexts(study.encode(ahead), study.encode([[second(NOON), 1]]));
  assert.deepEqual(plain(study.decode(text)).map(([, grade]) => grade), [1, 3]);
  assert.equal(study.replay(study.decode(text)).reps, 2);
});

test("a grade that is given after the clock was set back is the last one all the same", () => {
  const ahead = [[second(NOON + 40 * DAY), 4]];
  const given = study.nextSecond(ahead, NOON);
  assert.equal(given, second(NOON + 40 * DAY) + 1);
  const reviews = study.decode(study.mergeTexts(study.encode(ahead), study.encode([[given, 1]])));
  assert.equal(study.describeTime(study.replay(reviews).due - given * 1000), study.previewGrades(ahead, NOON)[0]);
  assert.deepEqual([study.nextSecond(ahead, NOON + 50 * DAY), study.nextSecond([], NOON)], [second(NOON + 50 * DAY), second(NOON)]);
});

const LOG = { "old-name": study.encode([[second(NOON - 5 * DAY), 3]]), cors: study.encode([[second(NOON - DAY), 1]]), gone: study.encode([[second(NOON), 4]]) };
const ITEMS = [makeItem("cors", { names: ["old-name", "constructor"] }), makeItem("constructor"), makeItem("rest")];

test("a renamed question has its history; one that is gone has no state, and stays in the log", () => {
  const { of: states } = study.makeStates(ITEMS, LOG, null);
  assert.deepEqual(Object.keys(states), ["cors"]);
  assert.deepEqual(plain(states.cors.slice(1)), [1, 2]);
  assert.deepEqual(plain(study.historyOf(ITEMS[0], LOG)).map(([, grade]) => grade), [3, 1]);
});

test("states kept before are made again only where reviews came to it", () => {
  const before = { version: 2, of: { cors: [7, 4, 2] } };
  assert.deepEqual(plain(study.makeStates(ITEMS, LOG, before).of.cors), [7, 4, 2]);
  before.of.cors[2] = 1;
  assert.notEqual(study.makeStates(ITEMS, LOG, before).of.cors[0], 7);
  for (const odd of [null, 7, { version: 1, of: { cors: [7, 4, 2] } }, { version: 2, of: [] }, { version: 2, of: { cors: 5 } }, { version: 2, of: { cors: null } }, { version: 2, of: { cors: ["soon", 4, 2] } }]) {
    assert.notEqual(study.makeStates(ITEMS, LOG, odd).of.cors[0], 7);
  }
});

test("what was put off by minutes is due to the second, what was put off by days from midnight on", () => {
  const dueAfter = (grade) => study.makeStates([makeItem("cors")], { cors: study.encode([[second(NOON), grade]]) }, null).of.cors[0] * 1000;
  assert.deepEqual([1, 2, 3].map(dueAfter), [1, 6, 10].map((minutes) => NOON + minutes * 60_000));
  assert.equal(dueAfter(4), new Date(NOON + 8 * DAY).setHours(0, 0, 0, 0));
});

test("a state is told by the end of the reader's day", () => {
  const midnight = new Date(NOON).setHours(24, 0, 0, 0) / 1000;
  assert.deepEqual(plain(study.describeState(undefined, NOON).marks), ["new"]);
  assert.deepEqual(plain(study.describeState([midnight - 1, 3], NOON).marks), ["due"]);
  assert.deepEqual(plain(study.describeState([midnight, 3], NOON).marks), ["known"]);
  assert.deepEqual(plain(study.describeState([midnight - 1, 1], NOON).marks), ["missed", "due"]);
  assert.deepEqual(plain(study.describeState([midnight, 1], NOON).marks), ["missed"]);
  assert.deepEqual(plain(study.describeState("odd", NOON).marks), ["new"]);
});

test("a year of daily reviews opens at once: nothing is replayed that is known", () => {
  const items = Array.from({ length: 50 }, (_, place) => makeItem(`question-${place}`));
  const reviews = Array.from({ length: 365 }, (_, day) => [second(NOON + (day - 365) * DAY), 3]);
  const log = Object.fromEntries(items.map(({ id }) => [id, study.encode(reviews)]));
  const states = study.makeStates(items, log, null);
  const start = performance.now();
  const opened = study.makeStates(items, JSON.parse(JSON.stringify(log)), JSON.parse(JSON.stringify(states)));
  assert.ok(performance.now() - start < 50, `${performance.now() - start} ms`);
  assert.deepEqual(plain(opened), plain(states));
});
