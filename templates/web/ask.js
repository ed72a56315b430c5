// Ask: a form for each kind of problem, what was read of it at once, and the solution.

import { answerBox } from "./answer.js";
import { fault, find, later, make, question, say } from "./dom.js";
import { palette } from "./palette.js";
import { reader } from "./reader.js";
import { talk } from "./talk.js";
import { t } from "./words.js";

const KEPT = "tutor.kind";

export async function startAsk(known) {
  const kinds = new Map(known.kinds.map((kind) => [kind.kind, kind]));
  const choice = find("#kind"), boxes = find("#fields"), echo = find("#echo"), form = find("#problem-form");
  choice.append(...known.kinds.map((kind) => make("option", { value: kind.kind }, kind.title)));

  palette(boxes, ({ dataset: { field } }, text) =>
    talk("read", { kind: choice.value, fields: { ...fields(), [field]: text }, latex: field }, "editor"));
  const fields = () => Object.fromEntries([...boxes.querySelectorAll("[data-field]")].map((box) => [box.dataset.field, box.value]));
  const asked = () => ({ kind: choice.value, fields: fields() });
  const read = async () => {
    const typed = Object.values(fields()).some((value) => value.trim());
    if (!typed) return void echo.replaceChildren(make("p", { className: "help" }, t("What you type appears here as mathematics.")));
    const found = await talk("read", asked(), "form");
    if (found !== null) shown(found);
  };
  const readSoon = later(250, read);

  function shown(found) {
    for (const box of boxes.querySelectorAll(".field")) marked(box, found.error?.field === box.dataset.name ? found.error : null);
    if (!found.error) {
      question(echo, found.html);
      find("h2", echo).remove();
      find("article", echo).removeAttribute("aria-labelledby");
      echo.append(...found.notices.map((notice) => make("p", { className: "help" }, notice)));
    } else if (!boxes.querySelector(`[data-name="${CSS.escape(found.error.field ?? "")}"]`)) {
      echo.replaceChildren(fault(found.error));
    } else {
      echo.replaceChildren(make("p", { className: "help" }, t("One field cannot be read yet; see there.")));
    }
  }

  function laid(kind, values) {
    const about = kinds.get(kind), made = about.fields.map((field) => box(field, values[field.name] ?? "", about));
    const rare = made.filter((each) => each.dataset.rare && !find("[data-field]", each).value);
    boxes.replaceChildren(...made.filter((each) => !rare.includes(each)), ...more(rare));
    find("#example").hidden = Object.keys(kinds.get(kind).example).length === 0;
    cleared();
  }

  function cleared() {
    find("#ask-answer").replaceChildren();
    find("#ask-solution").replaceChildren();
  }

  choice.addEventListener("change", () => {
    const before = fields();
    localStorage.setItem(KEPT, choice.value);
    laid(choice.value, before);
    read();
  });
  find("#example").addEventListener("click", () => {
    laid(choice.value, kinds.get(choice.value).example);
    say(t("An example has been put in."));
    read();
  });
  boxes.addEventListener("input", () => {
    cleared();
    readSoon();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await read();
    const wrong = boxes.querySelector('[aria-invalid="true"]');
    if (wrong) {
      wrong.closest("details")?.setAttribute("open", "");
      return wrong.focus();
    }
    worked();
  });

  find("#sentence").addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = find("#sentence-text").value;
    if (!typed.trim()) return find("#sentence-text").focus();
    const found = await talk("ask", { sentence: typed }, "sentence");
    if (found === null) return;
    if (found.kind) return take(found);
    find("#sentence-fault").replaceChildren(...asksBack(found, take));
  });
  for (const button of find("#sentences").querySelectorAll("button")) {
    button.addEventListener("click", () => {
      find("#sentence-text").value = button.textContent;
      find("#sentence").requestSubmit();
    });
  }

  /** What was understood goes into the form, and is worked out where nothing is missing. */
  async function take(found) {
    if (await fill(found)) worked();
    else find("#by-kind").scrollIntoView();
  }

  /** The form as a sentence fills it in; whether it can be read. */
  async function fill({ kind, fields: values }) {
    find("#sentence-fault").replaceChildren();
    choice.value = kind;
    laid(kind, values);
    find("#by-kind").open = true;
    await read();
    return !boxes.querySelector('[aria-invalid="true"]') && !find(".message", echo);
  }

  async function worked() {
    history.replaceState(null, "", address(asked()));
    const ready = work(asked()), solution = find("#ask-solution .solution"), read = find("#echo").closest("section");
    solution.focus({ preventScroll: true });
    read.scrollIntoView();
    await ready;
    if (document.activeElement === solution) read.scrollIntoView(); // now there is a page to scroll
  }

  function work(problem) {
    find("#ask-answer").replaceChildren(answerBox(problem, { heading: t("Check your own answer first"), folded: true }));
    return reader(find("#ask-solution"), problem);
  }

  return async (given) => {
    const kind = kinds.has(given.get("kind")) ? given.get("kind") : choice.value && boxes.childElementCount ? choice.value : localStorage.getItem(KEPT);
    const chosen = kinds.has(kind) ? kind : "gradient";
    if (given.has("kind") || !boxes.childElementCount) {
      choice.value = chosen;
      laid(chosen, Object.fromEntries(given));
      find("#by-kind").open = given.has("kind") || find("#by-kind").open;
      await read();
      if (given.has("kind") && !boxes.querySelector('[aria-invalid="true"]')) work(asked());
    }
    return "ask";
  };
}

/** What a sentence may have meant, to choose from. */
function asksBack({ error, question, choices = [] }, take) {
  if (error) return [fault(error)];
  const buttons = choices.map((choice) => {
    const button = make("button", { type: "button", className: "quiet" }, choice.shown);
    button.addEventListener("click", () => take(choice));
    return make("li", {}, button);
  });
  return [fault({ message: question }), ...(buttons.length ? [make("ul", { className: "sentences", role: "list" }, ...buttons)] : [])];
}

/** A link that holds the problem. */
export function address({ kind, fields }) {
  const typed = Object.entries(fields).filter(([, value]) => value.trim());
  return `#ask?${new URLSearchParams([["kind", kind], ...typed])}`;
}

function box(field, value, kind) {
  const id = `field-${field.name}`, one = kind.one_of.find((names) => names.includes(field.name));
  const need = field.required ? "" : one ? t("one of {}", one.join(", ")) : t("may be left out");
  const label = make("label", { for: id }, field.name.replaceAll("_", " "), need ? make("span", { className: "need" }, ` (${need})`) : null);
  const about = make("p", { id: `${id}-about`, className: "help" }, field.about);
  const wrong = make("div", { id: `${id}-fault`, className: "fault", role: "alert" });
  const common = { id, "data-field": field.name, "aria-describedby": `${id}-about ${id}-fault` };
  const input = field.choices.length
    ? make("select", common, make("option", { value: "" }, "-"), ...field.choices.map((word) => make("option", { value: word }, word)))
    : make("input", { ...common, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, "data-math": "" });
  input.value = value;
  const rare = field.required || one || field.name === "point" ? null : "true";
  return make("div", { className: "field", "data-name": field.name, "data-rare": rare }, label, input, about, wrong);
}

/** Fields that are seldom needed, folded away. */
function more(boxes) {
  return boxes.length ? [make("details", { className: "more" }, make("summary", {}, t("More that may be said")), ...boxes)] : [];
}

function marked(box, error) {
  const input = box.querySelector("[data-field]"), place = box.querySelector(".fault");
  if (error) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  place.replaceChildren(...(error ? [fault(error)] : []));
}
