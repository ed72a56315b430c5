// What the reader has done, kept in this browser: the verdict on each problem, and the seed that chooses the reader's own numbers.

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
}
