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
const choose = (wanted) => ids(study.chooseItems(ITEMS, wanted, stateOf, NOON, never).queue);

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

/** Answered a moment ago, and to be asked again in ten minutes and in one; overdue; new; known; and due a while ago as a step. */
const SAT = { good: [day(0) + 600, 3], again: [day(0) + 60, 1], overdue: [day(-2), 3], known: [day(4), 3], back: [day(0) - 5, 2], midnight: [day(1), 1] };
const SAT_ITEMS = ["good", "again", "fresh", "known", "overdue", "back", "midnight"].map((id) => makeItem(id));
const WAITS = {
  "what is due now, then what is new": [{}, ["overdue", "back", "fresh"], ["again", "good"]],
  "only due": [{ which: "due" }, ["overdue", "back"], ["again", "good"]],
  "only missed": [{ which: "missed" }, [], ["again", "midnight"]],
  "only new": [{ which: "new" }, ["fresh"], []],
  "all": [{ which: "all" }, ["fresh", "known", "overdue", "back"], ["again", "good", "midnight"]],
};
for (const [name, [wanted, queue, later]] of Object.entries(WAITS)) {
  test(`a learning step is left for its time: ${name}`, () => {
    const chosen = study.chooseItems(SAT_ITEMS, wanted, ({ id }) => study.describeState(SAT[id], NOON), NOON, never);
    assert.deepEqual([ids(chosen.queue), ids(chosen.later.map(({ item }) => item))], [queue, later]);
    assert.deepEqual(plain(chosen.later.map(({ due }) => due)), later.map((id) => SAT[id][0]));
  });
}

test("by chance is another order of the same questions", () => {
  const items = Array.from({ length: 30 }, (_, place) => makeItem(`q${place}`));
  const random = makeRandom();
  const wanted = { which: "all", order: "random" };
  const draw = () => ids(study.chooseItems(items, wanted, stateOf, NOON, random).queue);
  const chosen = draw();
  assert.notDeepEqual(chosen, ids(items));
  assert.deepEqual([...chosen].sort(), ids(items).sort());
  assert.notDeepEqual(draw(), chosen);
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

const MINUTE = 60_000;
const step = (now, minutes) => ({ scheduled_days: 0, due: new Date(now + minutes * MINUTE) });
const DAYS = { scheduled_days: 8, due: new Date(NOON + 8 * DAY) };

test("a question that is wanted again in minutes is asked when it is time, before the others; another is not asked again", () => {
  const session = study.startSession({ queue: ITEMS.slice(0, 4) });
  const asked = [];
  const give = (grade, card, now) => {
    asked.push(study.currentOf(session).id);
    study.takeGrade(session, { grade, card, now });
    return session.queue.length;
  };
  const left = [give(3, step(NOON, 10), NOON), give(1, step(NOON + MINUTE, 1), NOON + MINUTE), give(4, DAYS, NOON + 1.5 * MINUTE)];
  assert.deepEqual(left, [3, 2, 1]);
  assert.deepEqual(ids(session.later.map(({ item }) => item)), ["cors-why", "cors"]);
  assert.equal(give(4, DAYS, NOON + 3 * MINUTE), 1);
  give(3, DAYS, NOON + 4 * MINUTE);
  assert.deepEqual(asked, ["cors", "cors-why", "cors-when", "index", "cors-why"]);
  assert.equal(study.currentOf(session), null);
  assert.equal(study.describeWait(session, NOON + 4 * MINUTE), "1 question comes back in 6 min.");
  assert.deepEqual([study.isBack(session, NOON + 9 * MINUTE), study.isBack(session, NOON + 10 * MINUTE)], [false, true]);
  study.bringBack(session, NOON + 10 * MINUTE);
  assert.deepEqual(ids(session.queue), ["cors"]);
});

test("a question graded Again is not asked again at once, even alone, unless the reader wants to go on", () => {
  const session = study.startSession({ queue: [ITEMS[0]], later: [{ item: ITEMS[1], due: day(0) + 300 }] });
  study.takeGrade(session, { grade: 1, card: step(NOON, 1), now: NOON });
  assert.equal(study.currentOf(session), null);
  assert.equal(study.describeWait(session, NOON), "2 questions come back today, the first in 1 min.");
  study.bringBack(session);
  assert.deepEqual(ids(session.queue), ["cors", "cors-why"]);
});

for (const [name, isBegun, left] of [["just shown goes, too", false, ["cors-when"]], ["begun stays", true, ["cors", "cors-when"]]]) {
  test(`what another tab asked waits no more; the question that is ${name}`, () => {
    const session = study.startSession({ queue: ITEMS.slice(0, 3) });
    study.dropAnswered(session, ({ id }) => id !== "cors-when", isBegun);
    assert.deepEqual(ids(session.queue), left);
  });
}

test("a question that was passed over comes behind the others", () => {
  const session = study.startSession({ queue: ITEMS.slice(0, 3), later: [{ item: ITEMS[3], due: day(0) }] });
  study.skip(session, NOON);
  assert.deepEqual(ids(session.queue), ["index", "cors-why", "cors-when", "cors"]);
  assert.equal(session.done.length, 0);
});

for (const [name, isMock, count] of [["sitting", false, 2], ["interview", true, 1]]) {
  test(`the last grade of a ${name} is taken back: all is as it was, with the answer open`, () => {
    const session = study.startSession({ queue: ITEMS.slice(0, count) }, isMock);
    Object.assign(session, { isShown: true, tried: "mine", askedAt: NOON });
    const before = plain(session);
    study.takeGrade(session, { grade: 1, card: step(NOON, 1), now: NOON });
    Object.assign(session, { isOver: isMock, isShown: true });
    study.skip(session, NOON + 2 * MINUTE);
    study.undoGrade(session);
    assert.deepEqual(plain(session), before);
  });
}

test("in a mock interview each question is asked once, its time is taken, and misses are summed up, the worst first", () => {
  const session = study.startSession({ queue: ITEMS.slice(0, 5) }, true);
  for (const grade of [2, 3, 0, 1]) {
    session.askedAt = NOON;
    if (grade) study.takeGrade(session, { grade, card: step(NOON, 0), points: [1, 5], now: NOON + 90_000 });
    else study.skip(session, NOON + 5_000);
  }
  const misses = Array.from(study.listMisses(session), ({ item, grade, spent }) => [item.id, grade, spent]);
  assert.deepEqual(misses, [["cors-when", 0, 5_000], ["index", 1, 90_000], ["cors", 2, 90_000]]);
  assert.equal(study.describeInterview(session), "4 of 5 asked, 1 of them went well.");
});

test("a miss that went well later in the sitting is none", () => {
  const session = study.startSession({ queue: [ITEMS[0]] });
  study.takeGrade(session, { grade: 1, card: step(NOON, 1), now: NOON });
  study.bringBack(session, NOON + MINUTE);
  study.takeGrade(session, { grade: 3, card: DAYS, now: NOON + MINUTE });
  assert.equal(study.listMisses(session).length, 0);
});

const ENDS = {
  "nothing fits": [[], "due", false, /^No question matches/],
  "nothing is due or new": [[], "", true, /^Nothing you chose is due or new/],
  "nothing is missed": [[1, 2], "missed", true, /^2 answered\. Nothing you chose is missed/],
  "all were asked": [[1], "all", true, /^1 answered\. That's everything/],
};
for (const [name, [done, which, isAny, words]] of Object.entries(ENDS)) {
  test(`a sitting ends because ${name}`, () => assert.match(study.describeEnd({ done, later: [] }, which, isAny), words));
}

test("a sitting that has to wait says only how many were answered: how long is said beside", () => {
  assert.equal(study.describeEnd({ done: [1, 2], later: [1] }, "all", true), "2 answered. ");
  assert.equal(study.describeEnd({ done: [], later: [1] }, "", true), "");
});

test("the figures count each question by all that holds of it", () => {
  assert.deepEqual(plain(study.countMarks(ITEMS, stateOf)), { due: 3, missed: 1, known: 1, new: 2 });
});

test("the forecast begins with all that is overdue, and goes by the reader's days", () => {
  const days = study.forecast(ITEMS, stateOf, NOON, 14);
  assert.equal(days.length, 14);
  assert.deepEqual(Array.from(days.filter(({ count }) => count), ({ day, count }) => [new Date(day).getDate(), count]), [[new Date(NOON).getDate(), 3], [new Date(NOON + 9 * DAY).getDate(), 1]]);
});
