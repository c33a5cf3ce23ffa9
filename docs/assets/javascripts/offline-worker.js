// The site without a network. The last step of a build writes it to the site's root, behind a list of its files.
//
// With a network every answer comes from it, so nobody sees a page of an earlier build. What comes is kept only where its
// digest is this build's: a cache holds the files of one build alone. Without a network the cache answers.
"use strict";
(() => {
  const { version, limit, first, rest } = self.GUIDE_BUILD;
  const scope = self.registration.scope;
  const OWN = `guide ${scope} `; // other sites may live on the same host
  const CACHE = OWN + version;
  const CHOICE = `${OWN}choice`;
  const known = new Map([...first, ...rest].map(([name, digest, bytes]) => [name, { digest, bytes }]));
  const NAMED_BY_CONTENT = /\.[0-9a-f]{8}\.min\./; // the theme's files
  const nameOf = (address) => new URL(address).href.slice(scope.length).replace(/[?#].*/, "");
  const namesOf = (files) => files.map(([name]) => name);

  /** What a reader is told of as kept: of these, what found room. */
  const TOLD = { "": "home", "questions/": "all questions", "search-docs.js": "the search" };
  const told = namesOf(first).filter((name) => Object.hasOwn(TOLD, name));
  const links = told.filter((name) => !name.endsWith(".js")).map((name) => `<a href="${scope}${name}">${TOLD[name]}</a>`);
  // The way back may lead from here to an address of the page before, which the browser takes for one of this page.
  const GONE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark"><script>addEventListener("popstate", () => location.reload())</script>
    <title>Offline</title><h1>This page isn't saved on this device</h1>
    <p>You are offline, and this page was not opened here before. Available: ${links.join(", ")}.</p>`;
  const sizeOf = (names) => names.reduce((sum, name) => sum + known.get(name).bytes, 0);
  const keepsAll = async () => (await caches.open(CHOICE)).match(scope).then(Boolean);

  async function hash(response) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const isOfThisBuild = async (name, response) => (await hash(response.clone())).startsWith(known.get(name).digest);

  const listOwn = async () => (await caches.keys()).filter((key) => key.startsWith(OWN) && key !== CHOICE);
  const listKept = async (name) => {
    const kept = (await listOwn()).map(async (key) => (await caches.open(key)).match(scope + name));
    return (await Promise.all(kept)).filter(Boolean);
  };

  /** The file among what earlier builds kept, where it has not changed since. */
  async function findUnchanged(name) {
    for (const kept of await listKept(name)) if (await isOfThisBuild(name, kept)) return kept;
    return null;
  }

  /** Keep a file, from an earlier build or from the network; one of another build is an error. */
  async function fetchFile(name) {
    const cache = await caches.open(CACHE);
    if (await cache.match(scope + name)) return;
    const response = (await findUnchanged(name)) ?? (await fetch(scope + name, { cache: "no-cache" }));
    if (!response.ok || !(await isOfThisBuild(name, response))) throw new Error(`${name} is not of this build`);
    await cache.put(scope + name, response);
  }

  /** What the reader had kept by visiting it: everything unchanged, and changed files as long as they fit the limit for unasked downloads. */
  async function listVisited() {
    let room = limit - sizeOf(namesOf(first));
    const visited = [];
    for (const name of namesOf(rest)) {
      if (!(await listKept(name)).length) continue;
      if ((await findUnchanged(name)) || (room -= known.get(name).bytes) >= 0) visited.push(name);
    }
    return visited;
  }

  async function install() {
    const more = (await keepsAll()) ? namesOf(rest) : await listVisited();
    await Promise.all([...namesOf(first), ...more].map(fetchFile));
    await self.skipWaiting();
  }

  async function activate() {
    const old = (await listOwn()).filter((key) => key !== CACHE);
    await Promise.all(old.map((key) => caches.delete(key)));
    await self.clients.claim();
  }

  async function keep(name, response) {
    if (await isOfThisBuild(name, response)) return (await caches.open(CACHE)).put(scope + name, response);
    self.registration.update().catch(() => {}); // not waited for: the next worker waits until this one has nothing to do
  }

  /** What is kept of this build; nothing where the browser's own storage fails, as on a full disk. */
  const findKept = async (name) => {
    try {
      return await (await caches.open(CACHE)).match(scope + name);
    } catch {
      return undefined;
    }
  };

  async function answer(event, name) {
    const kept = await findKept(name);
    if (kept && NAMED_BY_CONTENT.test(name)) return kept;
    try {
      const response = await fetch(event.request, { cache: "no-cache" });
      if (response.ok && known.has(name)) event.waitUntil(keep(name, response.clone()).catch(() => {})); // no room
      return response;
    } catch (error) {
      if (kept) return kept;
      if (event.request.mode !== "navigate") throw error;
      return new Response(GONE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
  }

  const ACTIONS = {
    state: async () => {},
    opened: async (address) => {
      if (known.has(nameOf(address))) await fetchFile(nameOf(address));
    },
    keep: async () => {
      await Promise.all(namesOf(rest).map(fetchFile));
      await (await caches.open(CHOICE)).put(scope, new Response("all"));
    },
    forget: async () => {
      await caches.delete(CHOICE);
      const cache = await caches.open(CACHE);
      await Promise.all(namesOf(rest).map((name) => cache.delete(scope + name)));
    },
  };

  /** Do what a page asks for, and tell how things are then. */
  async function act(action, source, port) {
    let isDone = true;
    await ACTIONS[action](source.url).catch(() => (isDone = false));
    port.postMessage({ isDone, keepsAll: await keepsAll(), bytes: sizeOf(namesOf(rest)), told: told.map((name) => TOLD[name]) });
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", (event) => {
    if (Object.hasOwn(ACTIONS, event.data)) event.waitUntil(act(event.data, event.source, event.ports[0]));
  });
  self.addEventListener("fetch", (event) => {
    const name = event.request.url.startsWith(scope) ? nameOf(event.request.url) : null;
    if (event.request.method !== "GET" || name === null) return;
    // Every page's address, known or not: without a network the reader is told so in the site's own words.
    if (known.has(name) || event.request.mode === "navigate") event.respondWith(answer(event, name));
  });
})();
