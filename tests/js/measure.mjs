// How often the right question comes first and among the first three, by kind of query, as JSON; for bench/measure_search.py.
import { loadSearch, measure, readGuide, readQueries } from "./load.mjs";

const context = loadSearch();
const docs = readGuide();
const start = performance.now();
const { search } = context.guideSearch(docs, context.GUIDE_SYNONYMS);
const built = performance.now() - start;
const shares = Object.fromEntries(process.argv.slice(2).map((name) => [name, measure(readQueries(name), search, docs)]));
console.log(JSON.stringify({ built, shares }));
