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

test("the last grade is taken back, for every tab, and only that", () => {
  const storage = new Storage();
  const [one, other] = [open(storage), open(storage)];
  other.add("cors", second, 3);
  one.add("cors", second, 3);
  other.refresh();
  assert.equal(one.undo(), true);
  other.refresh();
  for (const log of [one.log, other.log, reviewsIn(storage)]) assert.deepEqual(plain(study.decode(study.textOf(log, "cors"))), [[second, 3]]);
  other.undo();
  one.refresh();
  for (const log of [one.log, other.log, reviewsIn(storage)]) assert.deepEqual(Object.keys(log), []);
});

test("a grade that could not be kept is taken back all the same", () => {
  const storage = new Storage({}, 0);
  const store = open(storage);
  store.add("cors", second, 1);
  store.undo();
  assert.deepEqual([Object.keys(store.log), storage.kept], [[], {}]);
  storage.room = Infinity;
  store.refresh();
  assert.deepEqual(storage.kept, {});
});

const DELETED = {
  "here": (storage, store) => store.clear(),
  "in another tab": (storage) => open(storage).clear(),
  "with the browser's own means": (storage) => { storage.kept = {}; },
};
for (const [name, forget] of Object.entries(DELETED)) {
  test(`what was deleted ${name} stays deleted, whatever an open page knew of it`, () => {
    const storage = new Storage();
    open(storage).add("kept-before", second, 2);
    const store = open(storage);
    store.add("cors", second, 1);
    store.addLog({ rest: study.encode([[second, 4]]) });
    store.writeStates({ version: 2, of: { cors: [second, 1, 1] } });
    forget(storage, store);
    store.refresh();
    store.writeStates({ version: 2, of: {} });
    assert.deepEqual([Object.keys(store.log), storage.kept], [[], {}]);
    store.add("new", second + 9, 3);
    assert.deepEqual(Object.keys(reviewsIn(storage)), ["new"]);
  });
}

test("nothing is deleted of a newer version's, nor thrown where storage is blocked", () => {
  const storage = new Storage({ "guide.reviews": '{"version":2}' });
  open(storage).clear();
  assert.deepEqual(storage.kept, { "guide.reviews": '{"version":2}' });
  const blocked = study.openStore(() => {
    throw Object.assign(new Error("denied"), { name: "SecurityError" });
  });
  blocked.add("cors", second, 3);
  blocked.clear();
  assert.deepEqual(Object.keys(blocked.log), []);
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

for (const odd of ['"rest":7', '"Rest":"A"', '"rest":"!"', '"":""', '"__proto__":"A"']) {
  const kept = `{"version":1,"reviews":{${odd},"cors":"${study.encode([[second, 1]])}"}}`;
  test(`one odd entry is told and put aside, and costs no other review: ${odd}`, () => {
    const storage = new Storage({ "guide.reviews": kept });
    const store = open(storage);
    assert.match(store.fault, /^Some of .* set aside/);
    assert.deepEqual(grades(store.log, "cors"), [1]);
    assert.equal(store.add("cors", second + 5, 3), true);
    assert.equal(storage.kept["guide.reviews-damaged"], kept);
    assert.deepEqual(grades(reviewsIn(storage), "cors"), [1, 3]);
    assert.equal(open(storage).fault, "");
  });

  test(`nor does it where storage is full as well: ${odd}`, () => {
    const storage = new Storage({ "guide.reviews": kept }, 0);
    const store = open(storage);
    assert.match(store.fault, /full/);
    assert.equal(store.add("cors", second + 5, 3), false);
    assert.deepEqual(grades(store.log, "cors"), [1, 3]);
    assert.deepEqual(storage.kept, { "guide.reviews": kept });
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
