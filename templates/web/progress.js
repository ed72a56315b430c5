// What the reader has done: the verdict on each problem, and the seed that chooses the reader's own numbers. It is kept in this browser,
// and by a server that keeps it too.

import { tell } from "./talk.js";

const KEY = "tutor.progress";
const SEEDS = 24; // sets of numbers for a problem: few enough that a server has solved most of them before

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // spoiled by somebody else: then it begins anew
  }
}

function store(all) {
  localStorage.setItem(KEY, JSON.stringify(all));
}

let shared = false; // whether a server keeps it too

/** What a server knows of this reader, into the browser; nothing where there is none, or it keeps nothing. */
export async function recalled() {
  const found = await tell("progress", {});
  shared = found?.kept === true;
  if (!shared) return;
  const all = load();
  for (const [set, problems] of Object.entries(found.progress)) {
    for (const [id, there] of Object.entries(problems)) {
      const here = all[set]?.[id];
      const both = here ? { seed: there.seed, tries: Math.max(here.tries, there.tries), best: Math.max(here.best, there.best), solved: here.solved || there.solved } : there;
      all[set] = { ...all[set], [id]: both };
    }
  }
  store(all);
}

/** `{seed, tries, best, solved}` of a problem. */
export function progress(set, id) {
  const all = load();
  const one = all[set]?.[id];
  if (one && Number.isInteger(one.seed)) return one;
  const fresh = { seed: Math.floor(Math.random() * SEEDS), tries: 0, best: 0, solved: false };
  keep(set, id, fresh);
  return fresh;
}

export function keep(set, id, one) {
  const all = load();
  all[set] = { ...all[set], [id]: one };
  store(all);
  if (shared) tell("progress", { set, id, ...one });
}

/** Other numbers for a problem; what was reached with the old ones stays. */
export function renewed(set, id) {
  const one = { ...progress(set, id), seed: Math.floor(Math.random() * SEEDS) };
  keep(set, id, one);
  return one;
}

/** What is known of a problem, without choosing numbers for it. */
export function glance(set, id) {
  return load()[set]?.[id] ?? null;
}

export function forget(set) {
  const all = load();
  delete all[set];
  store(all);
  if (shared) tell("progress", { set, forget: true });
}
