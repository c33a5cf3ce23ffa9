// The search's scripts in Node: the same plain files that the worker loads, in their order.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

export const ROOT = new URL("../../", import.meta.url);
const SCRIPTS = new URL("docs/assets/javascripts/", ROOT);

/** A context in which the search is loaded, without the guide's own texts. */
export function loadSearch() {
  const context = { performance };
  context.self = context;
  const run = (name) => runInNewContext(readFileSync(new URL(name, SCRIPTS), "utf8"), context, { filename: name });
  run("search-files.js");
  context.GUIDE_SEARCH_FILES.slice(0, -1).forEach(run);
  return context;
}

/** The guide's own texts, as the converter wrote them. */
export function readGuide() {
  const context = { self: {} };
  runInNewContext(readFileSync(new URL("docs/search-docs.js", ROOT), "utf8"), context);
  return context.self.GUIDE_SEARCH_DOCS;
}

/** Queries with the numbers of the questions that answer them. */
export function readQueries(name) {
  const read = JSON.parse(readFileSync(new URL(`tests/${name}`, ROOT), "utf8"));
  return read.queries ?? read;
}

/** For each kind of query the shares that find the question first and among the first three. */
export function measure(queries, search, docs) {
  const owners = new Map();
  for (const question of docs.questions) {
    owners.set(question.url, question);
    for (const part of question.parts) owners.set(`${question.url.split("#")[0]}#${part.id}`, question);
  }
  const places = new Map();
  for (const { query, expect, kind } of queries) {
    const found = search(query).results.map(({ document }) => owners.get(document.url)?.numbers ?? []);
    const place = found.findIndex((numbers) => numbers.some((number) => expect.includes(number)));
    for (const name of [kind, "all"]) places.set(name, [...(places.get(name) ?? []), place < 0 ? Infinity : place]);
  }
  const share = (list, most) => list.filter((place) => place < most).length / list.length;
  return Object.fromEntries([...places].map(([name, list]) => [name, { queries: list.length, first: share(list, 1), three: share(list, 3) }]));
}
