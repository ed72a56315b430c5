// A formula editor beside a box for mathematics: what is edited in it is typed into the box as LaTeX, and what is typed into the box
// is shown in it. The box stays the only truth; what is no formula, or would be read as another one, is left to it alone.
//
// The editor is fetched when a reader first wants it, and remembered to be wanted.

import { later, make } from "./dom.js";
import { t } from "./words.js";

const KEPT = "tutor.editor";
const NOTE = "What stands in the box is not a formula that the editor can show. It stays as it is.";

/** The editor and its switch, for the box that it is told to follow. `read(box, text)` is what the tutor reads of a text there. */
export function editor(read) {
  const on = make("button", { type: "button", className: "quiet editor-switch", "aria-pressed": "false" }, t("Formula editor"));
  const note = make("p", { className: "help", role: "status" });
  const holder = make("div", { className: "editor" }), whole = make("div", { className: "editor-row" }, on, holder, note);
  let field = null, box = null, own = false;

  const wanted = () => localStorage.getItem(KEPT) === "on";
  const refuse = (words) => {
    note.textContent = words;
    held(words !== "");
  };
  function held(yes) {
    if (field) field.readOnly = yes;
    holder.classList.toggle("held", yes);
  }
  const put = (latex, words = "") => {
    field.setValue(latex, { silenceNotifications: true });
    refuse(words);
  };
  /** What stands in the box, shown only where the editor says the same of it as the tutor does. */
  const mirror = async () => {
    const followed = box, text = box.value;
    if (!field || !wanted()) return;
    if (!text.trim()) return put("");
    const found = await read(followed, text);
    if (found === null || followed !== box || text !== box.value) return;
    if (!found.latex) return put("", t(NOTE));
    put(found.latex);
    held(true);
    const again = await read(followed, latexOf(field));
    if (again === null || followed !== box || text !== box.value) return;
    if (again.latex === found.latex) refuse("");
    else put("", t(NOTE));
  };
  const mirrorSoon = later(300, mirror);

  const shown = async () => {
    on.setAttribute("aria-pressed", String(wanted()));
    holder.hidden = note.hidden = !wanted();
    if (!wanted()) return;
    try {
      const fetched = await import("./mathfield.js");
      field ??= made(fetched);
    } catch {
      return refuse(t("The formula editor cannot be loaded. The box takes the same formulas."));
    }
    named();
    await mirror();
  };
  const named = () => field.setAttribute("aria-label", `${t("Formula editor")}: ${box.labels[0]?.firstChild.textContent ?? ""}`);

  function made({ mathfield }) {
    const made = mathfield(holder);
    const write = () => {
      const text = latexOf(made);
      if (text === box.value) return; // MathLive says a little later what it has done
      box.value = text;
      own = true;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      own = false;
    };
    made.addEventListener("input", (event) => {
      event.stopPropagation();
      write();
    });
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!made.readOnly) write();
      box.form?.requestSubmit();
    }, { capture: true });
    return made;
  }

  on.addEventListener("click", () => {
    if (wanted()) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "on");
    shown();
  });

  return {
    follows(next) {
      box?.removeEventListener("input", typed);
      box = next;
      whole.hidden = box.matches("textarea"); // several lines are no formula
      box.addEventListener("input", typed);
      (box.closest(".beside") ?? box).after(whole);
      if (!whole.hidden) shown();
    },
  };

  function typed() {
    if (own) return;
    held(true); // until it shows the same
    mirrorSoon();
  }
}

/** What the editor holds, as the tutor reads it: a place that is still empty is an empty group, and x beside i is no Greek letter. */
function latexOf(field) {
  return field.getValue("latex").replaceAll("\\placeholder{}", "{}").replace(/(?<!\\[a-zA-Z]*)xi/g, "x i");
}
