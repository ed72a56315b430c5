// Signs beside a box for mathematics: each button types what it shows, at the caret or round what is selected.
//
// The box stays plain text and is the only truth; what was read of it is shown as mathematics below it. So what is typed, pasted and
// pressed is one and the same, and what is done in the formula editor is typed too.

import { make } from "./dom.js";
import { editor } from "./editor.js";
import { t } from "./words.js";

// What is shown, what it is called, and what it types: `|` is where the caret stands, or what was selected.
const SIGNS = [
  ["a⁄b", "fraction", "(|)/()"], ["xⁿ", "power", "|^()"], ["√", "square root", "sqrt(|)"], ["eˣ", "exponential", "e^(|)"],
  ["ln", "logarithm", "ln(|)"], ["sin", "sine", "sin(|)"], ["cos", "cosine", "cos(|)"], ["|x|", "absolute value", "abs(|)"],
  ["( , )", "point or vector", "(|, )"], ["π", "pi", "pi|"], ["θ", "theta", "theta|"], ["∞", "infinity", "oo|"],
  ["≤", "at most", " <= |"], ["≥", "at least", " >= |"], ["∫", "integral with limits", "int_()^() |"],
];
const BOXES = "input[type='text'][data-math], textarea[data-math]";

/** The signs and the editor follow the box within `place` that is written in; `read(box, text)` is what the tutor reads of a text there. */
export function palette(place, read) {
  const beside = editor(read);
  let box = null;
  const buttons = SIGNS.map(([sign, name, text], k) => {
    const button = make("button", { type: "button", className: "sign", tabIndex: k ? -1 : 0, title: t(name) },
      make("span", { "aria-hidden": "true" }, sign), make("span", { className: "aside-voice" }, t(name)));
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps its caret
    button.addEventListener("click", () => typed(box, text));
    return button;
  });
  const bar = make("div", { className: "signs", role: "toolbar", "aria-label": t("Signs to type") }, ...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], at = buttons.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const to = buttons[(at + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === to ? 0 : -1));
    to.focus();
  });
  place.addEventListener("focusin", ({ target }) => {
    if (!target.matches(BOXES) || target === box) return;
    box = target;
    beside.follows(box);
    (box.closest(".beside") ?? box).after(bar);
  });
}

/** A sign into a box; what was selected goes where its caret would stand, and the caret to the next place that is empty. */
function typed(box, text) {
  const { selectionStart: from, selectionEnd: to, value } = box, chosen = value.slice(from, to);
  const put = text.replace("|", chosen), empty = put.indexOf("()", chosen ? put.indexOf(chosen) + chosen.length : 0);
  box.focus();
  box.setRangeText(put, from, to, "end");
  const caret = chosen ? (empty < 0 ? put.length : empty + 1) : text.indexOf("|");
  box.setSelectionRange(from + caret, from + caret);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
