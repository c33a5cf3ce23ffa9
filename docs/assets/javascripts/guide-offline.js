// The site without a network: starts the worker where the build has one, and asks before more than a little is kept.
"use strict";
(() => {
  const { guide } = self;
  const manifest = document.querySelector("link[rel=manifest]"); // only a finished site has one
  const worker = manifest && location.protocol !== "file:" && navigator.serviceWorker;

  const HERE = "Or stay here: what you have opened can be read again without a network, and your browser's menu may offer to install the site.";

  /** Ask the worker for something; how things are then. */
  const ask = async (action) => {
    const { active } = await worker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = (event) => done(event.data);
      active.postMessage(action, [port2]);
    });
  };

  /** This page may have come before the worker, or by an earlier one: tell the worker of now, and each that follows. */
  function start() {
    const address = new URL("../service-worker.js", manifest.href);
    worker.addEventListener("controllerchange", () => ask("opened"));
    worker.register(address, { updateViaCache: "none" }).catch(() => {}); // forbidden by the browser: nothing is lost
    ask("opened");
  }

  const say = (state) => {
    if (!state.isDone) return "It couldn't be saved. Is there a network, and space on this device?";
    if (state.keepsAll) return "Every answer is kept on this device, and brought up to date with each change of the site.";
    return `Kept on this device so far: ${state.told.join(", ")}, and the answers that you opened.`;
  };

  async function show(place, action) {
    const state = await ask(action);
    const size = `${(state.bytes / 1e6).toFixed(1)} MB`;
    const button = state.keepsAll
      ? guide.makeButton("Stop keeping them", () => show(place, "forget"))
      : guide.makeButton(`Keep every answer on this device (${size})`, () => show(place, "keep"));
    place.replaceChildren(guide.make("p", "", HERE), guide.make("p", "", say(state), { role: "status" }), button);
  }

  guide.setUpOffline = () => {
    const place = document.querySelector(".offline-choice");
    if (worker && place) show(place, "state");
  };

  if (worker) addEventListener("load", start);
})();
