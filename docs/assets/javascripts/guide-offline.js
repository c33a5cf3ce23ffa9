// The site without a network: starts the worker where the build has one, and asks before more than a little is kept.
"use strict";
(() => {
  const { guide } = self;
  const manifest = document.querySelector("link[rel=manifest]"); // only a finished site has one
  const worker = manifest && location.protocol !== "file:" && navigator.serviceWorker;

  const HERE = "Or keep using the site: pages you have opened also work offline, and your browser's menu may offer to install it as an app.";

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
    if (!state.isDone) return "It couldn't be saved. Check your connection and the free space on this device.";
    if (state.keepsAll) return "Every answer is saved on this device and updated when the site changes.";
    return `Saved on this device so far: ${state.told.join(", ")}, and the answers you opened.`;
  };

  async function show(place, action) {
    const state = await ask(action);
    const isHere = place.contains(document.activeElement);
    const size = `${(state.bytes / 1e6).toFixed(1)} MB`;
    const button = state.keepsAll
      ? guide.makeButton("Remove the saved answers", () => show(place, "forget"))
      : guide.makeButton(`Save every answer on this device (${size})`, () => show(place, "keep"));
    place.replaceChildren(guide.make("p", "", HERE), guide.make("p", "", say(state), { role: "status" }), button);
    if (isHere) button.focus();
  }

  guide.setUpOffline = () => {
    const place = document.querySelector(".offline-choice");
    if (worker && place) show(place, "state");
  };

  if (worker) addEventListener("load", start);
})();
