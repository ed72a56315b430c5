// Which part of the tutor is shown: the address says it behind #, problem and all, and nothing of that leaves the browser.

import { startAsk } from "./ask.js";
import { find, make, sentence } from "./dom.js";
import { startExplore } from "./explore.js";
import { startPractise } from "./practise.js";
import { talk, warmed } from "./talk.js";
import { speak, t } from "./words.js";

const VIEWS = ["ask", "practise", "practise-one", "explore"];
const PARTS = { ask: startAsk, practise: startPractise, explore: startExplore };
const started = {};

/** `#ask?kind=gradient&function=x^2` as a part and its fields. */
function address() {
  const [part, rest = ""] = location.hash.slice(1).split("?");
  return { part: part in PARTS ? part : "ask", given: new URLSearchParams(rest) };
}

async function follow() {
  const { part, given } = address();
  for (const link of document.querySelectorAll(".bar nav a")) {
    if (link.hash === `#${part}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  speak(document.documentElement.dataset.language); // a set may say otherwise
  started[part] ??= PARTS[part](known);
  const shown = await (await started[part])(given);
  for (const view of VIEWS) find(`#${view}`).hidden = view !== shown;
}

let known = null;

async function start() {
  speak(document.documentElement.dataset.language);
  document.title = t("Tutor: multivariable calculus, step by step");
  const waiting = find("#starting");
  waiting.hidden = false;
  known = await talk("kinds", {});
  waiting.hidden = true;
  if (known.error) {
    find("main").append(make("p", { className: "fault", role: "alert" }, sentence(known.error.message)));
    return;
  }
  addEventListener("hashchange", follow);
  warmed().catch(() => {}); // said where it is shown
  await follow();
}

find(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address holds the problem
  find("#main").focus();
});
start();
