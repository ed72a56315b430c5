// A box for the reader's own answer: how it is read is shown before it counts, then the verdict with the mistake that explains it.

import { fault, later, make, parsed, question, sentence } from "./dom.js";
import { palette } from "./palette.js";
import { talk } from "./talk.js";
import { t } from "./words.js";

const HEADS = {
  correct: "Correct.",
  wrong_form: "The value is right, but not in the form that was asked.",
  partially_correct: "Partly right.",
  incorrect: "Not right yet.",
  unreadable: "This cannot be read, and costs nothing.",
  undecided: "Undecided.",
};
const OTHER_KIND = "This is of another kind than was asked, and costs nothing.";
let number = 0;

/** The box; `judged` is told of every verdict. */
export function answerBox(problem, { heading = t("Your answer"), folded = false, helps = true, judged = () => {} } = {}) {
  const id = `answer-${(number += 1)}`;
  const input = make("input", {
    id, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, "aria-describedby": `${id}-echo`, "data-math": "",
  });
  const echo = make("div", { id: `${id}-echo`, className: "echo-line", role: "status" });
  const verdict = make("div", { className: "verdict", role: "status" });
  const form = make("form", { className: "answer-form" },
    make("label", { for: id }, t("Your answer")),
    make("div", { className: "beside" }, input, make("button", { type: "submit", className: "main" }, t("Check"))),
    echo, verdict);

  const read = async () => {
    if (!input.value.trim()) return void echo.replaceChildren();
    const found = await talk("read", { ...problem, answer: input.value }, id);
    if (found !== null) echo.replaceChildren(...(found.error ? [fault(found.error)] : [make("span", { className: "help" }, t("Read as ")), parsed(found.mathml)]));
  };
  const readSoon = later(300, read);
  input.addEventListener("input", () => {
    verdict.replaceChildren();
    delete verdict.dataset.verdict;
    readSoon();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!input.value.trim()) return input.focus();
    verdict.replaceChildren(make("p", { className: "help" }, t("Checking ...")));
    const found = await talk("check", { ...problem, answer: input.value }, `${id}-check`);
    if (found === null) return;
    if (found.error) return void verdict.replaceChildren(fault(found.error));
    verdict.dataset.verdict = found.verdict;
    verdict.replaceChildren(told(found));
    judged(found);
  });
  const own = helps ? lines(problem, id) : null;
  const box = folded
    ? make("details", { className: "own" }, make("summary", {}, heading), form, own)
    : make("section", { className: "own", "aria-label": heading }, form, own);
  palette(box, (_, text) => talk("read", { ...problem, answer: text, latex: "answer" }, `${id}-editor`));
  return box;
}

/** The reader's own lines, each judged, and hints that go on from them, each stronger than the one before. */
function lines(problem, id) {
  const input = make("textarea", { id: `${id}-lines`, rows: 4, autocomplete: "off", autocapitalize: "off", spellcheck: false, "data-math": "" });
  const out = make("div", { className: "judged", role: "status" }), hinted = make("div", { className: "judged", role: "status" });
  const judge = make("button", { type: "button" }, t("Check my lines")), hint = make("button", { type: "button" }, t("Give me a hint"));
  let strength = 0;
  const tell = async (verb, out, more = {}) => {
    out.replaceChildren(make("p", { className: "help" }, t("One moment ...")));
    const found = await talk(verb, { ...problem, lines: input.value, ...more }, `${id}-lines`);
    if (found === null) return;
    if (found.error) return void out.replaceChildren(fault(found.error));
    question(out, found.html);
    out.querySelector("h2")?.remove();
    out.querySelector("article")?.removeAttribute("aria-labelledby");
  };
  input.addEventListener("input", () => {
    strength = 0;
    hint.textContent = t("Give me a hint");
  });
  judge.addEventListener("click", () => (input.value.trim() ? tell("working", out) : input.focus()));
  hint.addEventListener("click", () => {
    strength = Math.min(3, strength + 1);
    hint.textContent = strength < 3 ? t("A stronger hint") : t("The hint again");
    tell("hint", hinted, { strength });
  });
  return make("details", { className: "lines" }, make("summary", {}, t("My own lines, and hints")),
    make("label", { for: input.id }, t("Your working, a line for each step")), input,
    make("p", { className: "actions" }, judge, hint), out, hinted);
}

function told(found) {
  const out = document.createDocumentFragment();
  const misshapen = found.verdict === "unreadable" && found.misconception;
  out.append(make("p", { className: "head" }, t(misshapen ? OTHER_KIND : HEADS[found.verdict])));
  if (found.feedback) out.append(make("p", {}, sentence(found.feedback)));
  if (found.excerpt && !misshapen) out.append(make("pre", { className: "caret", "aria-hidden": "true" }, found.excerpt));
  for (const notice of found.notices ?? []) out.append(make("p", { className: "help" }, notice));
  if (found.figure) out.append(make("figure", { className: "drawing" }, parsed(found.figure.svg), make("figcaption", {}, found.figure.caption)));
  if (found.made_mathml) out.append(make("details", { className: "made" }, make("summary", {}, t("Where your value comes from")),
    make("p", {}, found.step ? `${found.step}: ` : "", parsed(found.made_mathml))));
  if (found.misconception && document.documentElement.lang === "en") out.append(make("p", { className: "mistake" }, t("The mistake: "), make("strong", {}, found.misconception.replaceAll("_", " ")), "."));
  return out;
}
