// The search as a pure function: what is found, in which order, where it leads, and what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadSearch, measure, readGuide, readQueries } from "./load.mjs";

const context = loadSearch();
const QUESTIONS = [
  ["cors", "What is CORS?", ["Why is my request blocked?"], "Browsers keep pages apart.", "A naïve server reflects the Origin.", ["works in postman not in chrome"]],
  ["rest", "What is a REST API?", [], "Resources with addresses.", "POST creates, PUT replaces."],
  ["nosql", "What is NoSQL?", [], "Databases without tables, optimized for one query.", "CAP names three wishes."],
  ["ci-cd", "What is CI/CD?", [], "Every change is built and tested.", "A pipeline runs the tests."],
  ["constructors", "Which constructors does C++ have?", [], "Default, copy and move.", "C# and .NET have static ones."],
  ["constructor", "What is a constructor?", [], "It makes an object.", "In C it is a function. It throws."],
  ["correct", "When is a program correct?", [], "When it meets its specification.", "Garbage collection is no part of it."],
  ["memory", "What is a stack overflow?", [], "Calls need memory.", "A StackOverflowError ends the thread. JavaScript has garbage collection."],
  ["sharding", "Что такое шардинг?", [], "Данные по серверам.", "Ключ выбирает сервер."],
  ["cache", "什么是缓存？", [], "缓存保存结果。", "过期以后重新计算。"],
  ["queue", "What is a queue?", ["How do I send mail later?", "Why did my worker stop?"], "Jobs wait.", "A lost job."],
  ["worker", "What is a thread?", ["Why did my mail worker crash? Send help later"], "A thread runs.", "A lost thread."],
  ["kernel", "What is a micro kernel?", [], "A small core.", "Its tasks run outside of it."],
  ["split", "What are microtasks?", [], "Small programs.", "They call each other."],
  ["server", "What is a server?", [], "A program that answers.", "Its comfortable, colored lamp never sleeps. A pipe. A lane."],
];

function makeDocs() {
  const questions = QUESTIONS.map(([id, title, asked, short, pitfalls, searched = []], place) => ({
    id, title, asked, searched, url: `topics/web/#${id}`, topic: "Web", level: "junior", tags: ["http"], numbers: [String(place + 1)], terms: "",
    parts: [
      { id: `${id}-short-answer`, title: "Short answer", text: short },
      { id: `${id}-pitfalls`, title: "Pitfalls", text: pitfalls },
      ...(id === "cors" ? [{ id: "cors-csrf", title: "Does it protect against forgery?", text: "Hardly, for a simple POST runs.", follow_up: true }] : []),
    ],
  }));
  const pages = [{ url: "study/", title: "How to study", text: "Come back another day." }];
  const glossary = [{ term: "CAP", meaning: "Consistency, availability, partition tolerance: two of three" }];
  return { questions, pages, glossary };
}

const SYNONYMS = { db: ["database"], warehouse: ["database"] };
const engine = context.guideSearch(makeDocs(), SYNONYMS);
const answer = context.guideAnswer(makeDocs(), SYNONYMS);
const urls = (query) => Array.from(engine.search(query).results, ({ document }) => document.url); // an array of this context
const rows = (query) => answer(query).items.flat();

const FIRST = {
  "what only people who search for it say": ["chrome but not postman", "topics/web/#cors"],
  "two words written as one": ["cicd", "topics/web/#ci-cd"],
  "two words of three letters and more as one": ["restapi", "topics/web/#rest"],
  "two words as one, the second broken off": ["postmanchr", "topics/web/#cors"],
  "three words as one, the third broken off": ["postmanchromeorig", "topics/web/#cors"],
  "the same, with more words behind it": ["postmanchro blocked", "topics/web/#cors"],
  "one long word broken off, whose pieces would be words, too": ["microtas", "topics/web/#split"],
  "one word written as two": ["no sql", "topics/web/#nosql"],
  "one word written as two, the second of which would be two words": ["com-fortable", "topics/web/#server"],
  "a form that no ending tells": ["threw", "topics/web/#constructor"],
  "a word of two humps in small letters": ["stackoverflowerror", "topics/web/#memory"],
  "a slip of the finger": ["corz", "topics/web/#cors"],
  "two letters swapped": ["consturctor object", "topics/web/#constructor"],
  "a slip that makes two other words": ["pipelane", "topics/web/#ci-cd"],
  "a synonym": ["db without tables", "topics/web/#nosql"],
  "a slip in a synonym": ["werehouse", "topics/web/#nosql"],
  "the British spelling of a word in -or": ["colouring", "topics/web/#server"],
  "the British spelling of a word in -ize": ["optimisations", "topics/web/#nosql"],
  "an acronym that no text has": ["gc javascript", "topics/web/#memory"],
  "a word with an accent where the text has none": ["sérver", "topics/web/#server"],
  "a word without the accent of the text": ["naive", "topics/web/#cors"],
  "a name with signs": ["C++", "topics/web/#constructors"],
  "a name that begins with a dot": [".net", "topics/web/#constructors"],
  "Cyrillic": ["шардинг", "topics/web/#sharding"],
  "Chinese, of which a part is typed": ["缓存", "topics/web/#cache"],
  "a follow-up question": ["protect against forgery", "topics/web/#cors-csrf"],
  "a hand-written page": ["another day", "study/"],
  "one whole wording, before the same words among others": ["how do I send mail later", "topics/web/#queue"],
  "full-width letters": ["ＣＯＲＳ", "topics/web/#cors"],
};

for (const [name, [query, url]] of Object.entries(FIRST)) {
  test(`first: ${name}`, () => assert.equal(urls(query)[0], url));
}

test("a word that the guide knows is not guessed at", () => {
  assert.ok(!urls("cors").includes("topics/web/#correct"));
  assert.deepEqual(urls("C#"), ["topics/web/#constructors"]);
});

test("what follows an apostrophe, and the verb before it, are not looked for", () => {
  for (const query of ["what's CORS", "CORS doesn't", "isn’t it CORS’s"]) assert.deepEqual([...engine.search(query).results[0].roots], [engine.stem("cors")]);
});

test("a term of the glossary stands below the question that deals with it", () => {
  assert.deepEqual(urls("cap").slice(0, 2), ["topics/web/#nosql", "glossary/#cap"]);
});

test("results are few", () => assert.ok(urls("what is http").length <= 8));

test("a long run of letters is answered at once", () => {
  const start = performance.now();
  for (const run of ["x".repeat(2000), "abcdefghij".repeat(200), "ab ".repeat(2000), "缓".repeat(2000)]) engine.search(run);
  assert.ok(performance.now() - start < 1000, "no more work than a page of words asks for"); // 53 s once
});

const ODD = ["", " ", "?", "==", "__proto__", "constructor toString hasOwnProperty", "\u0000", "\ud800", "<b>", "%", "a".repeat(60), "'\"`"];
for (const query of ODD) test(`nothing is thrown by ${JSON.stringify(query)}`, () => assert.ok(Array.isArray(answer(query).items)));

test("a result leads to the part that matched and shows the words there", () => {
  const [row] = rows("replaces PUT");
  assert.equal(row.location, "topics/web/#rest-pitfalls");
  assert.match(row.title, /Web › Pitfalls/);
  assert.match(row.title, /<mark data-md-highlight>PUT<\/mark> <mark data-md-highlight>replaces<\/mark>/);
  assert.deepEqual(Object.keys(row.terms).sort(), ["put", "replaces"]);
});

test("a question and its follow-up question do not lead to the same place twice", () => {
  const places = Array.from(rows("forgery simple POST"), ({ location }) => location);
  assert.equal(new Set(places).size, places.length);
  assert.ok(places.includes("topics/web/#cors-csrf"));
});

test("a result whose question matched leads to the question", () => assert.equal(rows("cors")[0].location, "topics/web/#cors"));

test("another wording that matched is shown", () => assert.match(rows("request blocked")[0].title, /Also asked as: Why is my <mark/));

test("what people type and no page shows is not shown", () => {
  const [first] = rows("postman chrome");
  assert.equal(first.location, "topics/web/#cors");
  assert.doesNotMatch(first.title + first.text, /postman/i);
});

test("words with signs and accents are marked", () => {
  assert.match(rows("c++")[0].title, /<mark data-md-highlight>C\+\+<\/mark>/);
  assert.match(rows("naive")[0].title, /<mark data-md-highlight>naïve<\/mark>/);
});

test("what is typed stays text", () => {
  for (const { title } of rows('<img src=x onerror="alert(1)"> zzzz')) assert.doesNotMatch(title, /<img/);
});

test("a query that finds nothing offers the form and places to look", () => {
  const found = rows("zzzzqqqq");
  assert.match(found.at(-1).title, /result-propose" data-words="zzzzqqqq" data-empty>/);
  assert.equal(found[0].location, "questions/");
});

test("a query that is answered in part offers the form last", () => {
  const found = rows("cors quantum entanglement teleportation");
  assert.equal(found[0].location, "topics/web/#cors");
  assert.match(found.at(-1).title, /result-propose/);
});

test("the last word is completed by the word that the guide uses most", () => {
  assert.deepEqual([...answer("what is a constr").suggest], ["what", "is", "a", "constructor"]);
  assert.deepEqual([...answer("constr ").suggest], []);
});

test("questions with the same address count once", () => {
  const docs = makeDocs();
  docs.questions.push(docs.questions[0]);
  assert.ok(context.guideSearch(docs, {}).search("cors").results.length > 0);
});

const guide = readGuide();
const own = context.guideSearch(guide, context.GUIDE_SYNONYMS);

test("the exact words of every question bring it first", () => {
  for (const { title, url } of guide.questions) assert.equal(own.search(title).results[0].document.url, url, title);
});

for (const name of ["search-queries.json", "search-queries-more.json"]) {
  test(`what people type finds the question: ${name}`, () => {
    const { all } = measure(readQueries(name), own.search, guide);
    assert.ok(all.first >= 0.9 && all.three >= 0.97, JSON.stringify(all));
  });
}
