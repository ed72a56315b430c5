// Practise a set: each problem with the reader's own numbers, an answer box, and the solution for who wants it.

import { answerBox } from "./answer.js";
import { fault, find, make, question, say } from "./dom.js";
import { forget, glance, keep, progress, recalled, renewed } from "./progress.js";
import { reader } from "./reader.js";
import { talk } from "./talk.js";
import { speak, t } from "./words.js";

export async function startPractise() {
  const [found] = await Promise.all([talk("sets", {}), recalled()]);
  const sets = new Map((found.sets ?? []).map((set) => [set.name, set]));
  return async (given) => {
    if (found.error) find("#sets").replaceChildren(fault(found.error));
    const set = sets.get(given.get("set"));
    if (!set) {
      find("#sets").replaceChildren(make("ul", { className: "cards", role: "list" }, ...[...sets.values()].map(card)));
      return "practise";
    }
    one(set, set.problems.find((problem) => problem.id === given.get("id")) ?? set.problems[0]);
    return "practise-one";
  };
}

const link = (set, problem) => `#practise?${new URLSearchParams({ set: set.name, ...(problem ? { id: problem.id } : {}) })}`;
const solved = (set) => set.problems.filter((problem) => glance(set.name, problem.id)?.solved).length;

function card(set) {
  const bar = make("progress", { max: set.problems.length, value: solved(set), "aria-label": t("Solved in {}", set.title) });
  return make("li", {}, make("a", { href: link(set) }, set.title),
    make("p", { className: "help" }, [set.course, t("{} of {} solved", solved(set), set.problems.length)].filter(Boolean).join(" · ")), bar);
}

function one(set, problem) {
  speak(set.language ?? document.documentElement.dataset.language);
  find("#one-title").textContent = set.title;
  find("#one-about").textContent = set.instructions ?? "";
  listed(set, problem);
  asked(set, problem);
}

function listed(set, current) {
  find("#one-list").replaceChildren(...set.problems.map((problem) => {
    const done = glance(set.name, problem.id);
    const state = done?.solved ? "solved" : done?.tries ? "tried" : "";
    const to = make("a", { href: link(set, problem) }, problem.title);
    if (problem === current) to.setAttribute("aria-current", "true");
    if (state) to.append(make("span", { className: `state ${state}` }, ` ${t(state)}`));
    return make("li", {}, to);
  }));
}

async function asked(set, problem) {
  const place = find("#one-problem"), state = progress(set.name, problem.id);
  const named = { set: set.name, id: problem.id, seed: state.seed };
  const text = make("div", {}, make("p", { className: "help" }, t("Working ...")));
  place.replaceChildren(text);
  const found = await talk("problem", named, "problem");
  if (found === null) return;
  if (found.error) return void text.replaceChildren(make("div", { className: "fault" }, fault(found.error)));
  question(text, found.html);
  find("h2", text).textContent = problem.title + (found.marks ? ` (${found.marks})` : "");
  const box = answerBox(named, { helps: found.can_be_solved, judged: (verdict) => judged(set, problem, verdict) });
  const more = make("p", { className: "actions" }), solution = make("div");
  if (found.can_be_solved) {
    const see = make("button", { type: "button" }, t("Show the solution"));
    see.addEventListener("click", () => {
      see.remove();
      reader(solution, named);
    });
    more.append(see);
  }
  if (problem.varies) more.append(other(set, problem));
  const after = set.problems[set.problems.indexOf(problem) + 1];
  if (after) more.append(make("a", { href: link(set, after) }, t("Next problem")));
  more.append(anew(set, problem));
  place.append(box, more, solution);
}

function other(set, problem) {
  const button = make("button", { type: "button" }, t("Other numbers"));
  button.addEventListener("click", () => {
    renewed(set.name, problem.id);
    asked(set, problem);
    say(t("The problem has other numbers now."));
  });
  return button;
}

function anew(set, problem) {
  const button = make("button", { type: "button", className: "quiet" }, t("Forget my progress in this set"));
  button.addEventListener("click", () => {
    if (!confirm(t("Forget what you have solved in this set? It cannot be brought back."))) return;
    forget(set.name);
    one(set, problem);
  });
  return button;
}

function judged(set, problem, { verdict, score }) {
  if (verdict === "unreadable") return;
  const before = progress(set.name, problem.id);
  const now = { ...before, tries: before.tries + 1, best: Math.max(before.best, score ?? 0), solved: before.solved || verdict === "correct" };
  keep(set.name, problem.id, now);
  listed(set, problem);
}
