// The log of reviews: as text and back, merged without loss, taken away and brought back; and what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, NOON, loadStudy, makeItem, plain } from "./study.mjs";

const study = loadStudy();
const second = (days) => Math.floor((NOON + days * DAY) / 1000);
const LOG = { cors: study.encode([[second(-9), 1], [second(-9) + 61, 3], [second(-2), 4]]), constructor: study.encode([[second(-1), 2]]) };

test("reviews as text are the same reviews again", () => {
  const reviews = [[0, 1], [0, 4], [1, 2], [second(-800), 3], [second(0), 1], [4_102_444_800, 4]];
  assert.deepEqual(plain(study.decode(study.encode(reviews))), reviews);
  assert.equal(study.countReviews(study.encode(reviews)), reviews.length);
  assert.deepEqual(plain(study.cleanLog({ cors: study.encode(reviews) })), { cors: study.encode(reviews) });
});

test("whatever is merged, in whatever order, has each review once", () => {
  const draw = (count) => study.encode(Array.from({ length: count }, () => [second(-Math.floor(Math.random() * 20)), 1 + Math.floor(Math.random() * 4)]).sort((a, b) => a[0] - b[0]));
  const pairs = (log) => new Set(Object.entries(log).flatMap(([id, text]) => plain(study.decode(text)).map((review) => `${id} ${review}`)));
  for (let round = 0; round < 200; round += 1) {
    const [one, other] = [{ a: draw(8), b: draw(3) }, { a: draw(8), constructor: draw(3) }];
    const merged = study.mergeLogs(one, other);
    assert.deepEqual(pairs(merged), new Set([...pairs(one), ...pairs(other)]));
    assert.deepEqual(pairs(study.mergeLogs(other, one)), pairs(merged));
    assert.equal(study.mergeLogs(merged, one).a, merged.a);
  }
});

test("the file has every review, oldest first, and brings them back", () => {
  const file = study.exportLog(LOG);
  assert.deepEqual(plain(file).reviews[0], { question: "cors", grade: 1, time: "2026-11-20T12:00:00Z" });
  assert.deepEqual(Object.keys(file), ["version", "reviews"]);
  assert.equal(file.reviews.length, 4);
  assert.deepEqual(plain(study.readExport(JSON.stringify(file), NOON).log), LOG);
});

test("fractions of a second, doubles and ids that the guide does not have are taken", () => {
  const review = { question: "gone-long-ago", time: "2026-11-20T12:00:00.900Z", grade: 3, more: 1 };
  const { log } = study.readExport(JSON.stringify({ version: 1, reviews: [review, review], by: "hand" }), NOON);
  assert.deepEqual(plain(study.decode(log["gone-long-ago"])), [[second(-9), 3]]);
});

const GOOD = { question: "cors", time: "2026-11-20T12:00:00Z", grade: 3 };
const whole = (...reviews) => JSON.stringify({ version: 1, reviews });
const REFUSED = {
  "half a file": ['{"version": 1, "rev', /damaged/],
  "no text": ["", /damaged/],
  "another program's file": ['[{"cards": []}]', /isn't a review file/],
  "nothing": ["null", /isn't a review file/],
  "reviews that are no list": ['{"version": 1, "reviews": {}}', /isn't a review file/],
  "a later version": ['{"version": 2, "reviews": []}', /its version isn't 1/],
  "an earlier version": ['{"version": 0, "reviews": []}', /its version isn't 1/],
  "no version": ['{"reviews": []}', /its version isn't 1/],
  "a review that is none": [whole(GOOD, 7), /its review 2 names no question/],
  "an id that is none": [whole({ ...GOOD, question: "__proto__" }), /names no question/],
  "an id with markup": [whole({ ...GOOD, question: "<img src=x>" }), /names no question/],
  "no time": [whole({ ...GOOD, time: "soon" }), /has no time/],
  "a time that is no text": [whole({ ...GOOD, time: 1e12 }), /has no time/],
  "a day that is none": [whole({ ...GOOD, time: "2026-13-41T12:00:00Z" }), /has no time/],
  "a time before all computers": [whole({ ...GOOD, time: "0001-01-01T00:00:00Z" }), /has no time/],
  "tomorrow": [whole(GOOD, { ...GOOD, time: "2026-11-30T12:00:00Z" }), /its review 2 lies in the future/],
  "the year 9999": [whole({ ...GOOD, time: "9999-01-01T00:00:00Z" }), /lies in the future/],
  "a grade of five": [whole({ ...GOOD, grade: 5 }), /no grade/],
  "a grade as text": [whole({ ...GOOD, grade: "3" }), /no grade/],
  "ten megabytes": [whole(GOOD) + " ".repeat(10_000_000), /larger than 8 MB/],
  "a list in lists without end": ["[".repeat(100_000), /damaged/],
};
for (const [name, [text, fault]] of Object.entries(REFUSED)) {
  test(`refused whole: ${name}`, () => {
    const found = study.readExport(text, NOON);
    assert.match(found.fault, fault);
    assert.equal(found.log, undefined);
  });
}

test("a year of daily reviews of 50 questions is kept in 80 KB, whole", () => {
  const log = {};
  for (let question = 0; question < 50; question += 1) {
    const reviews = Array.from({ length: 365 }, (_, day) => [second(day - 365) + question * 90 + ((day * 7919) % 14_400), 1 + ((day + question) % 4)]);
    log[`a-question-of-usual-length-${question}`] = study.encode(reviews);
  }
  assert.ok(JSON.stringify({ version: 1, reviews: log }).length < 80_000, JSON.stringify(log).length);
  const file = study.exportLog(log);
  assert.equal(file.reviews.length, 50 * 365);
  assert.deepEqual(plain(study.readExport(JSON.stringify(file), NOON).log), plain(log));
});

const ODD = ['{"odd":5}', '{"odd":true}', '{"odd":null}', '{"odd":["A"]}', '{"odd":{}}', '{"odd":"!"}', '{"odd":"g"}', '{"odd":"zzzzzzzzzA"}', '{"a b":"A"}', '{"":"A"}', '{"__proto__":"A"}'];
for (const odd of ODD) {
  test(`an entry that cannot be read is left out, and no other: ${odd}`, () => {
    assert.deepEqual(plain(study.cleanLog({ ...JSON.parse(odd), ...LOG })), LOG);
  });
}

test("an id of any length is read again, from storage and from a file", () => {
  const log = { ["pneumonoultramicroscopicsilicovolcanoconiosis-".repeat(20) + "why"]: study.encode([[second(-1), 3]]) };
  assert.deepEqual(plain(study.cleanLog(log)), log);
  assert.deepEqual(plain(study.readExport(JSON.stringify(study.exportLog(log)), NOON).log), log);
});

for (const text of ["_______fA", "_______f".repeat(99), `${study.encode([[second(-9), 2]])}${"9999999f".repeat(50_000)}`]) {
  test(`no text of reviews stops the page, however far in the future: ${text.slice(0, 20)}`, () => {
    const states = study.makeStates([makeItem("cors")], { cors: text }, null);
    assert.ok(states.of.cors.every(Number.isFinite));
    const { reviews } = study.exportLog({ ...LOG, cors: text });
    assert.equal(reviews.length, study.countReviews(text) + 1);
    assert.ok(reviews.every(({ time }) => /^\d{4}-/.test(time)));
  });
}
