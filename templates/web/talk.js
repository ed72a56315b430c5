// Who answers the page: a server, or Python in a worker of this browser.

import { t } from "./words.js";

const alone = document.documentElement.dataset.way === "alone";
const PATIENCE = 25_000; // milliseconds, a little more than a server takes before it gives up
const inWorker = alone ? import("./alone.js") : null;

/** The answer to a verb, `{error}` among them. A later call with the same `lane` makes an earlier one of no account: null. */
const latest = new Map();
export async function talk(verb, asked, lane = null) {
  const turn = {};
  if (lane !== null) latest.set(lane, turn);
  const found = await answered(verb, asked);
  return lane !== null && latest.get(lane) !== turn ? null : found;
}

/** Whether something has to be started before the first answer. */
export async function warmed() {
  if (alone) await (await inWorker).started();
}

async function answered(verb, asked) {
  try {
    return await (alone ? byWorker(verb, asked) : byServer(verb, asked));
  } catch (error) {
    return { error: { message: t("the tutor does not answer"), hint: String(error.message ?? error) } };
  }
}

async function byServer(verb, asked) {
  const reply = await fetch(`api/${verb}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return await reply.json();
}

async function byWorker(verb, asked) {
  return await (await inWorker).answered(verb, asked);
}

/** The same for what only a server knows; null where there is none, or it does not answer. */
export async function tell(verb, asked) {
  try {
    return alone ? null : await byServer(verb, asked);
  } catch {
    return null; // what the reader does is kept in the browser as well
  }
}
