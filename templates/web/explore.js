// The explorer: a function as a map on which a point is moved by pointer or arrow keys, and everything it shows said in words.

import { fault, find, later, make, parsed } from "./dom.js";
import { MODES } from "./explored.js";
import { Plane } from "./plane.js";
import { talk } from "./talk.js";
import { t } from "./words.js";

const SAID_AFTER = 500; // milliseconds of rest before the facts are read aloud
const WORDS = {
  gradient: () => t("Gradient and directions"),
  descent: () => t("Walking downhill"),
  constraint: () => t("Along a constraint"),
  region: () => t("A region in strips"),
};

export async function startExplore() {
  const place = find("#explorer"), state = { mode: "gradient" };
  const choice = make("fieldset", { className: "modes" }, make("legend", {}, t("What to explore")), ...Object.keys(WORDS).map(option));
  const form = make("form", { className: "explorer-form" });
  const wrong = make("div", { className: "fault", role: "alert" });
  const canvas = make("canvas", {
    id: "map", tabIndex: 0, role: "application", "aria-roledescription": t("map"), "aria-label": t("Map"), "aria-describedby": "map-keys",
  });
  const keys = make("p", { id: "map-keys", className: "help" });
  const zoom = make("p", { className: "zoom" }, ...[[t("Closer"), 0.7], [t("Farther"), 1 / 0.7]].map(([name, factor]) => {
    const button = make("button", { type: "button", className: "quiet" }, name);
    button.addEventListener("click", () => { plane.zoom(factor); mode?.windowed?.(); draw(); });
    return button;
  }));
  const controls = make("div", { className: "controls" }), facts = make("ul", { id: "facts", className: "facts-said" });
  const voice = make("p", { className: "aside-voice", role: "status", id: "facts-voice" });
  const second = make("div", { className: "second" });
  place.replaceChildren(choice, form, wrong,
    make("div", { className: "explored", hidden: true },
      make("div", { className: "sheet" }, canvas, keys, zoom),
      make("div", { className: "beside-map" }, controls, make("h2", { id: "facts-title" }, t("What the map shows")), facts, second)),
    voice);
  const shown = find(".explored", place), plane = new Plane(canvas);
  let mode = null;

  const aloud = later(SAID_AFTER, () => { voice.textContent = [...facts.children].map(spoken).join(" "); });
  function draw() {
    if (!mode) return;
    plane.clear();
    mode.draw();
    facts.replaceChildren(...mode.facts().map((fact) => make("li", {}, ...[fact].flat())));
    if (facts.scrollWidth > facts.clientWidth + 1) facts.tabIndex = 0; // a long formula is reached by keys
    else facts.removeAttribute("tabindex");
    aloud();
  }

  function laid(given = {}) {
    const { fields } = MODES[state.mode];
    form.replaceChildren(...fields.map(({ name, label, start, choices }) => {
      const id = `explore-${name}`, value = given[name] ?? start;
      const input = choices
        ? make("select", { id, name }, ...choices.map(([word, said]) => make("option", { value: word }, said())))
        : make("input", { id, name, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false });
      input.value = value;
      return make("div", { className: "field" }, make("label", { for: id }, label()), input);
    }), make("p", { className: "actions" }, make("button", { type: "submit", className: "main" }, t("Draw it"))));
    find(`input[value="${state.mode}"]`, choice).checked = true;
  }

  async function load() {
    const typed = Object.fromEntries(new FormData(form));
    history.replaceState(null, "", `#explore?${new URLSearchParams({ mode: state.mode, ...typed })}`);
    const found = await talk("explore", typed, "explore");
    if (found === null) return;
    wrong.replaceChildren(...(found.error ? [fault(found.error)] : []));
    shown.hidden = Boolean(found.error);
    if (found.error) return;
    controls.replaceChildren();
    second.replaceChildren();
    mode = new MODES[state.mode].Mode({ plane, found, controls, second, draw, typed, again: (change) => { laid({ ...typed, ...change }); load(); } });
    keys.textContent = mode.keys;
    draw();
  }

  choice.addEventListener("change", (event) => {
    state.mode = event.target.value;
    laid(Object.fromEntries(new FormData(form)));
    load();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); load(); });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!step || !mode || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    mode.step(step, (event.shiftKey ? 1 : 8) * plane.unit);
    draw();
  });
  const moved = (event) => { mode?.moved(plane.under(event)); draw(); };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); moved(event); });
  canvas.addEventListener("pointermove", (event) => { if (event.buttons) moved(event); });
  new ResizeObserver(() => draw()).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  return async (given) => {
    if (given.has("mode") || !mode) {
      state.mode = given.get("mode") in MODES ? given.get("mode") : "gradient";
      laid(Object.fromEntries(given));
      queueMicrotask(load); // once the page is shown, and has a size
    }
    return "explore";
  };
}

function option(name) {
  return make("label", { className: "mode" }, make("input", { type: "radio", name: "mode", value: name }), WORDS[name]());
}

/** A slider with its name and its value in words. */
export function slider(name, { low, high, step, value, said, changed }) {
  const id = `slider-${name.toLowerCase().replaceAll(" ", "-")}`, out = make("output", { for: id });
  const input = make("input", { id, type: "range", min: low, max: high, step });
  input.value = value;
  const told = () => {
    out.textContent = said(Number(input.value));
    input.setAttribute("aria-valuetext", out.textContent);
  };
  input.addEventListener("input", () => { told(); changed(Number(input.value)); });
  told();
  const put = (now) => { input.value = now; told(); };
  return { element: make("div", { className: "slider" }, make("label", { for: id }, name), input, out), put };
}

/** A fact as it is read aloud: formulas by their words. */
const spoken = (item) => [...item.childNodes].map((part) => part.getAttribute?.("alttext") ?? part.textContent).join("");

export const math = (written) => parsed(written);
