// MathLive as the page has it: its own fonts, no sound, no keyboard on the screen, no menu, and no inline style.

import { MathfieldElement } from "./mathlive/mathlive.min.mjs";

// What is typed as a word and becomes a sign: only what the tutor reads.
const GREEK = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu", "nu", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"];
const NAMED = ["sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "ln", "log", "exp"];
const TYPED = {
  ...Object.fromEntries([...GREEK, ...NAMED, "int"].map((name) => [name, `\\${name}`])),
  "sqrt": "\\sqrt{#?}", "oo": "\\infty", "<=": "\\le", ">=": "\\ge", "!=": "\\ne",
};
const HIDDEN = "visibility:hidden"; // what MathLive takes away again by itself, from the element
const styles = new CSSStyleSheet(), known = new Map();

MathfieldElement.fontsDirectory = new URL("mathlive/fonts", import.meta.url).href;
MathfieldElement.soundsDirectory = null;
MathfieldElement.createHTML = styled;

/** A new editor, put into `place`. */
export function mathfield(place) {
  const field = new MathfieldElement();
  field.mathVirtualKeyboardPolicy = "manual";
  field.smartSuperscript = false; // or x^10 is x^1 0
  field.popoverPolicy = field.environmentPopoverPolicy = "off";
  field.shadowRoot.adoptedStyleSheets = [...field.shadowRoot.adoptedStyleSheets, styles];
  field.addEventListener("mount", () => { // each time that it is put somewhere
    field.inlineShortcuts = TYPED;
    field.keybindings = field.keybindings.filter(({ command }) => command !== "toggleVirtualKeyboard");
    field.menuItems = [];
    field.shadowRoot.querySelector("[part=keyboard-sink]").inputMode = "text"; // the reader's own keyboard, on a phone too
  });
  place.append(field);
  return field;
}

/**
 * MathLive's own text without inline styles, which the policy of the page allows nowhere: each is a rule of a sheet instead, made
 * through the object model, so that it is one block of declarations whatever is in it.
 */
function styled(html) {
  return html.replace(/(<[a-zA-Z][^<>]*?)\sstyle=("[^"]*"|'[^']*'|[^\s>]+)/g, (_, before, quoted) => {
    const css = quoted.replace(/^(["'])(.*)\1$/s, "$2");
    if (css === HIDDEN) return before;
    if (!known.has(css)) {
      known.set(css, known.size);
      const at = styles.insertRule(`[data-style="${known.get(css)}"]:not(#_) {}`, styles.cssRules.length);
      styles.cssRules[at].style.cssText = css;
    }
    return `${before} data-style="${known.get(css)}"`;
  });
}
