// What is asked, and what comes next: choice, order, mock interviews, a sitting, and the figures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, NOON, loadStudy, makeItem, plain } from "./study.mjs";

const study = loadStudy();
const DOCS = {
  topics: [["web", "Web and HTTP"], ["data", "Data"]],
  questions: [
    { id: "cors", title: "What is CORS?", topic: "web", level: "junior", kind: "technical", tags: ["http"], names: ["old"], follow_ups: [["cors-why", "Why?"], ["cors-when", "When?"]] },
    { id: "index", title: "What is an index?", topic: "data", level: "mid", kind: "technical", tags: ["sql"], names: [], follow_ups: [["index-cost", "What does it cost?"]] },
    { id: "conflict", title: "A conflict?", topic: "data", level: "senior", kind: "behavioural", tags: [], names: [], follow_ups: [] },
  ],
};
const ITEMS = study.listItems(DOCS);
const ids = (items) => Array.from(items, ({ id }) => id);
const never = () => assert.fail("nothing is left to chance here");
/** A source of chance that a test can repeat. */
const makeRandom = (seed = 7) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

const day = (days) => Math.floor((NOON + days * DAY) / 1000);
const STATES = { cors: [day(-1), 3], conflict: [day(-3), 1], index: [day(9), 3], "cors-why": [day(0), 2] };
const stateOf = ({ id }) => study.describeState(STATES[id], NOON);
const choose = (wanted) => ids(study.chooseItems(ITEMS, wanted, stateOf, never));

test("follow-up questions stand behind their question, with names made of its earlier ones", () => {
  assert.deepEqual(ids(ITEMS), ["cors", "cors-why", "cors-when", "index", "index-cost", "conflict"]);
  const [, why] = ITEMS;
  assert.deepEqual(plain(why.names), ["old-why"]);
  assert.deepEqual([why.after, why.topicTitle, why.place], ["What is CORS?", "Web and HTTP", "cors"]);
});

const CHOICES = {
  "due, the longest due first": [{}, ["conflict", "cors"]],
  "then what is new": [{ followUps: true }, ["conflict", "cors", "cors-why", "cors-when", "index-cost"]],
  "only due": [{ which: "due", followUps: true }, ["conflict", "cors", "cors-why"]],
  "only missed": [{ which: "missed" }, ["conflict"]],
  "only new": [{ which: "new", followUps: true }, ["cors-when", "index-cost"]],
  "all": [{ which: "all" }, ["cors", "index", "conflict"]],
  "a topic": [{ which: "all", topic: "data" }, ["index", "conflict"]],
  "a level": [{ which: "all", level: "junior" }, ["cors"]],
  "a kind": [{ which: "all", kind: "behavioural" }, ["conflict"]],
  "a tag": [{ which: "all", tag: "sql" }, ["index"]],
  "nothing": [{ tag: "sql", topic: "web" }, []],
};
for (const [name, [wanted, expected]] of Object.entries(CHOICES)) test(`chosen: ${name}`, () => assert.deepEqual(choose(wanted), expected));

test("by chance is another order of the same questions", () => {
  const items = Array.from({ length: 30 }, (_, place) => makeItem(`q${place}`));
  const random = makeRandom();
  const wanted = { which: "all", order: "random" };
  const chosen = ids(study.chooseItems(items, wanted, stateOf, random));
  assert.notDeepEqual(chosen, ids(items));
  assert.deepEqual([...chosen].sort(), ids(items).sort());
  assert.notDeepEqual(ids(study.chooseItems(items, wanted, stateOf, random)), chosen);
});

test("a mock interview asks so many questions, each with follow-up questions of its own", () => {
  for (let seed = 1; seed < 40; seed += 1) {
    const plan = study.planMock(ITEMS, { questions: 2, followUpsEach: 1 }, makeRandom(seed));
    const questions = plan.filter(({ after }) => !after);
    assert.equal(new Set(ids(questions)).size, 2);
    plan.forEach((item, place) => assert.ok(!item.after || plan[place - 1].id === item.place, ids(plan).join()));
    assert.equal(plan.length - 2, questions.filter(({ id }) => id !== "conflict").length);
  }
  assert.deepEqual(ids(study.planMock(ITEMS, { questions: 9, followUpsEach: 0, topic: "web" }, makeRandom())), ["cors"]);
});

test("a question that the scheduler wants again today comes back last; another does not", () => {
  const session = study.startSession(ITEMS.slice(0, 3));
  study.takeGrade(session, { grade: 1, card: { scheduled_days: 0 }, now: NOON });
  assert.deepEqual(ids(session.queue), ["cors-why", "cors-when", "cors"]);
  study.takeGrade(session, { grade: 4, card: { scheduled_days: 8 }, now: NOON });
  study.skip(session);
  assert.deepEqual(ids(session.queue), ["cors", "cors-when"]);
  assert.equal(session.done.length, 2);
});

test("in a mock interview each question is asked once, its time is taken, and misses are summed up, the worst first", () => {
  const session = study.startSession(ITEMS.slice(0, 4), true);
  for (const grade of [2, 3, 1]) {
    session.askedAt = NOON;
    study.takeGrade(session, { grade, card: { scheduled_days: 0 }, points: [1, 5], now: NOON + 90_000 });
  }
  study.skip(session);
  assert.equal(study.currentOf(session), null);
  assert.deepEqual(Array.from(study.listMisses(session), ({ item, spent }) => [item.id, spent]), [["cors-when", 90_000], ["cors", 90_000]]);
});

test("a miss that went well later in the sitting is none", () => {
  const session = study.startSession([ITEMS[0]]);
  study.takeGrade(session, { grade: 1, card: { scheduled_days: 0 }, now: NOON });
  study.takeGrade(session, { grade: 3, card: { scheduled_days: 1 }, now: NOON });
  assert.equal(study.listMisses(session).length, 0);
});

const ENDS = {
  "nothing fits": [[], "due", false, /^No question fits/],
  "nothing is due or new": [[], "", true, /^Of what you chose nothing is due or new/],
  "nothing is missed": [[1, 2], "missed", true, /^2 answered\. Of what you chose nothing is missed/],
  "all were asked": [[1], "all", true, /^1 answered\. That's everything/],
};
for (const [name, [done, which, isAny, words]] of Object.entries(ENDS)) {
  test(`a sitting ends because ${name}`, () => assert.match(study.describeEnd({ done }, which, isAny), words));
}

test("the figures count each question by all that holds of it", () => {
  assert.deepEqual(plain(study.countMarks(ITEMS, stateOf)), { due: 3, missed: 1, known: 1, new: 2 });
});

test("the forecast begins with all that is overdue, and goes by the reader's days", () => {
  const days = study.forecast(ITEMS, stateOf, NOON, 14);
  assert.equal(days.length, 14);
  assert.deepEqual(Array.from(days.filter(({ count }) => count), ({ day, count }) => [new Date(day).getDate(), count]), [[new Date(NOON).getDate(), 3], [new Date(NOON + 9 * DAY).getDate(), 1]]);
});
