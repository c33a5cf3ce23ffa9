// The log in the browser's storage: several tabs, full, blocked and damaged storage. Nothing is ever lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, Storage, loadStudy, plain } from "./study.mjs";

const study = loadStudy();
const second = Math.floor(NOON / 1000);
const reviewsIn = (storage) => JSON.parse(storage.kept["guide.reviews"]).reviews;
const open = (storage) => study.openStore(() => storage);
const grades = (log, id) => plain(study.decode(study.textOf(log, id))).map(([, grade]) => grade);

test("a review is there again when the page is opened the next time", () => {
  const storage = new Storage();
  assert.equal(open(storage).add("cors", second, 3), true);
  assert.deepEqual(grades(open(storage).log, "cors"), [3]);
});

test("two tabs that write in turn keep the reviews of both", () => {
  const storage = new Storage();
  const [one, other] = [open(storage), open(storage)];
  one.add("cors", second, 1);
  other.add("cors", second + 5, 2);
  one.add("rest", second + 9, 3);
  assert.deepEqual(grades(reviewsIn(storage), "cors"), [1, 2]);
  assert.deepEqual(grades(reviewsIn(storage), "rest"), [3]);
  other.refresh();
  assert.deepEqual(grades(other.log, "rest"), [3]);
});

test("two tabs that grade the same question in the same second have two reviews", () => {
  const storage = new Storage();
  const tabs = [open(storage), open(storage), open(storage)];
  for (const tab of tabs) tab.add("cors", second, 3);
  assert.deepEqual(grades(reviewsIn(storage), "cors"), [3, 3, 3]);
});

test("what another tab wrote over is written again", () => {
  const storage = new Storage();
  const store = open(storage);
  store.add("cors", second, 1);
  storage.kept["guide.reviews"] = JSON.stringify({ version: 1, reviews: { rest: study.encode([[second, 4]]) } });
  store.refresh();
  assert.deepEqual(Object.keys(reviewsIn(storage)).sort(), ["cors", "rest"]);
});

test("full storage: the reader is told, the review counts, what was kept stays, and is joined once there is room", () => {
  const storage = new Storage();
  const store = open(storage);
  store.add("cors", second, 1);
  const before = storage.kept["guide.reviews"];
  storage.room = 0;
  assert.equal(store.add("cors", second + 5, 2), false);
  assert.match(store.fault, /full/);
  assert.deepEqual(grades(store.log, "cors"), [1, 2]);
  assert.equal(storage.kept["guide.reviews"], before);
  storage.room = Infinity;
  store.add("rest", second + 9, 3);
  assert.equal(store.fault, "");
  assert.deepEqual(grades(reviewsIn(storage), "cors"), [1, 2]);
});

test("a file that does not fit changes nothing", () => {
  const storage = new Storage();
  const store = open(storage);
  store.add("cors", second, 1);
  const before = [storage.kept["guide.reviews"], JSON.stringify(store.log)];
  storage.room = before[0].length;
  assert.equal(store.addLog({ rest: study.encode([[second, 4]]) }), false);
  assert.deepEqual([storage.kept["guide.reviews"], JSON.stringify(store.log)], before);
});

test("a file is merged with what is there", () => {
  const storage = new Storage();
  const store = open(storage);
  store.add("cors", second, 1);
  assert.equal(store.addLog({ cors: study.encode([[second - 9, 4], [second, 1]]), gone: study.encode([[second, 2]]) }), true);
  assert.deepEqual(grades(reviewsIn(storage), "cors"), [4, 1]);
  assert.deepEqual(grades(reviewsIn(storage), "gone"), [2]);
});

test("a file is merged with what another tab wrote a moment ago", () => {
  const storage = new Storage();
  const [one, other] = [open(storage), open(storage)];
  other.add("cors", second, 3);
  one.addLog({ rest: study.encode([[second, 4]]) });
  assert.deepEqual(Object.keys(reviewsIn(storage)).sort(), ["cors", "rest"]);
});

test("blocked storage: the reader is told, and reviews count while the page is open", () => {
  const store = study.openStore(() => {
    throw Object.assign(new Error("denied"), { name: "SecurityError" });
  });
  assert.match(store.fault, /saves nothing/);
  assert.equal(store.add("cors", second, 3), false);
  assert.deepEqual(grades(store.log, "cors"), [3]);
  assert.equal(store.readStates(), null);
  store.writeStates({});
});

for (const damaged of ["{", "null", "7", "[]", '{"version":1}', '{"version":1,"reviews":{"cors":7}}', '{"version":"x","reviews":{}}']) {
  test(`damaged storage is told, put aside, and no obstacle: ${damaged}`, () => {
    const storage = new Storage({ "guide.reviews": damaged });
    const store = open(storage);
    assert.match(store.fault, /set aside/);
    store.add("cors", second, 3);
    assert.equal(storage.kept["guide.reviews-damaged"], damaged);
    assert.deepEqual(grades(reviewsIn(storage), "cors"), [3]);
  });
}

test("what is damaged a second time is put beside the first", () => {
  const storage = new Storage({ "guide.reviews": "{" });
  open(storage);
  storage.kept["guide.reviews"] = "[";
  open(storage).refresh();
  assert.deepEqual(storage.kept, { "guide.reviews": "[", "guide.reviews-damaged": "{", "guide.reviews-damaged-2": "[" });
});

test("damaged storage that is full as well is told as full, and stays", () => {
  const storage = new Storage({ "guide.reviews": "{" }, 0);
  const store = open(storage);
  assert.match(store.fault, /full/);
  assert.equal(store.add("cors", second, 3), false);
  assert.deepEqual(storage.kept, { "guide.reviews": "{" });
});

test("a log of a newer version is left as it is, and so are its states", () => {
  const newer = '{"version":2,"reviews":"other"}';
  const storage = new Storage({ "guide.reviews": newer, "guide.states": "theirs" });
  const store = open(storage);
  assert.match(store.fault, /newer/);
  assert.equal(store.add("cors", second, 3), false);
  store.writeStates({ version: 1, of: {} });
  assert.deepEqual(storage.kept, { "guide.reviews": newer, "guide.states": "theirs" });
});

test("states that are no JSON are none", () => assert.equal(open(new Storage({ "guide.states": "{" })).readStates(), null));
