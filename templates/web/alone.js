// The tutor without a server: Python in a worker of this browser, ended where it takes too long.

import { find } from "./dom.js";
import { t } from "./words.js";

const STARTING = 300_000, PATIENCE = 60_000; // milliseconds
const KNOWN = ["kinds", "sets"]; // answers that lie beside the page
const waiting = [];
let worker = null, ready = null, busy = false;

/** What Python answers; one question after another. */
export function answered(verb, asked) {
  if (KNOWN.includes(verb)) return fetch(`${verb}.json`).then((reply) => reply.json());
  return new Promise((resolve, reject) => {
    waiting.push({ verb, asked, resolve, reject });
    next();
  });
}

/** Starts Python before it is asked for. */
export function started() {
  ready ??= new Promise((resolve, reject) => {
    const place = find("#starting");
    place.textContent = t("Python is starting in your browser; this takes some seconds.");
    place.hidden = false;
    worker = new Worker("worker.js", { type: "module" });
    const clock = setTimeout(() => reject(new Error("Python did not start")), STARTING);
    const failed = (why) => {
      place.textContent = t("Python could not be started in this browser: {}", why);
      reject(new Error(why));
    };
    worker.onerror = (event) => failed(event.message ?? "its files could not be loaded");
    worker.onmessage = ({ data }) => {
      clearTimeout(clock);
      if (data.failed) return failed(data.failed);
      place.hidden = true;
      resolve();
    };
  });
  return ready;
}

async function next() {
  if (busy || !waiting.length) return;
  busy = true;
  const { verb, asked, resolve, reject } = waiting.shift();
  try {
    await started();
    resolve(await one(verb, asked));
  } catch (error) {
    reject(error);
  }
  busy = false;
  next();
}

function one(verb, asked) {
  return new Promise((resolve) => {
    const clock = setTimeout(() => {
      worker.terminate();
      ready = null; // the next question starts a new one
      resolve({ error: { message: t("not finished within {} s", PATIENCE / 1000) } });
    }, PATIENCE);
    worker.onmessage = ({ data }) => {
      clearTimeout(clock);
      resolve(JSON.parse(data.found));
    };
    worker.postMessage({ verb, asked: JSON.stringify(asked) });
  });
}
