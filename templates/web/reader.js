// Read step by step: the solution comes as a page, of which a step at a time is shown.

import { address } from "./ask.js";
import { fault, find, make, reachable, say, show } from "./dom.js";
import { talk } from "./talk.js";
import { t } from "./words.js";

const FORMS = [["pdf", "PDF"], ["latex", "LaTeX"], ["ipynb", "Notebook"], ["html", "Web page"], ["toml", "TOML"]];
const DETAILS = [["brief", "Brief"], ["normal", "Normal"], ["full", "Full"]];

/** The solution of a problem, put into `place`: a promise, kept when it is there. */
export function reader(place, problem) {
  const page = make("div", { className: "solution", tabIndex: -1 });
  const where = make("p", { className: "where", role: "status" });
  const next = make("button", { type: "button", className: "main" }, t("Next step"));
  const all = make("button", { type: "button" }, t("All steps"));
  const detail = make("select", { id: "detail" }, ...DETAILS.map(([value, name]) => make("option", { value }, t(name))));
  detail.value = "normal";
  const steps = make("div", { className: "steps-bar" }, next, all, where);
  const level = make("p", { className: "level" }, make("label", { for: "detail" }, t("Detail ")), detail);
  place.replaceChildren(make("section", { className: "reader", "aria-label": t("Solution") }, level, page, steps, keeping(problem, detail)));

  let parts = [], shown = 0;
  const told = () => {
    const done = shown >= parts.length;
    parts.forEach((part, k) => part.forEach((each) => each.classList.toggle("later", k >= shown)));
    next.hidden = all.hidden = done;
    where.textContent = parts.length > 1 ? (done ? t("The whole solution is shown.") : t("{} of {} parts are shown.", shown, parts.length)) : "";
    reachable(page);
  };
  next.addEventListener("click", () => {
    shown += 1;
    told();
    const [first] = parts[shown - 1];
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "nearest" });
  });
  all.addEventListener("click", () => {
    const from = shown;
    shown = parts.length;
    told();
    parts[from][0].tabIndex = -1;
    parts[from][0].focus({ preventScroll: true });
  });
  const load = async (keep) => {
    page.replaceChildren(make("p", { className: "help" }, t("Working ...")));
    steps.hidden = true;
    const found = await talk("solve", { ...problem, detail: detail.value }, "solve");
    if (found === null) return;
    if (found.error) return void page.replaceChildren(make("div", { className: "fault", role: "alert" }, fault(found.error)));
    show(page, found.html);
    parts = inParts(page);
    steps.hidden = false;
    shown = keep || parts.length < 2 ? parts.length : 0;
    told();
    say(t("The solution is ready."));
  };
  detail.addEventListener("change", () => load(shown >= parts.length));
  return load(false);
}

/** What is shown together: each step, and then everything below the steps. */
function inParts(page) {
  const problem = find(".problem", page), list = find(":scope > ol.steps", problem);
  if (list === null) return [];
  const below = [];
  for (let next = list.nextElementSibling; next; next = next.nextElementSibling) below.push(next);
  return [...[...list.children].map((step) => [step]), ...(below.length ? [below] : [])];
}

/** The links and buttons to take a solution along. */
function keeping(problem, detail) {
  const wrong = make("div", { className: "fault", role: "alert" });
  const buttons = FORMS.map(([form, name]) => {
    const button = make("button", { type: "button", className: "quiet" }, t(name));
    button.addEventListener("click", async () => {
      button.disabled = true;
      const found = await talk("download", { ...problem, form, detail: detail.value });
      button.disabled = false;
      wrong.replaceChildren(...(found.error ? [fault(found.error)] : []));
      if (!found.error) keep(found);
    });
    return button;
  });
  const print = make("button", { type: "button", className: "quiet" }, t("Print"));
  print.addEventListener("click", () => window.print());
  const link = problem.kind ? make("a", { href: address(problem) }, t("Link to this problem")) : null;
  return make("div", { className: "keeping" }, make("p", { className: "help" }, t("Keep it: ")), ...buttons, print, link, wrong);
}

function keep({ name, type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const link = make("a", { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
