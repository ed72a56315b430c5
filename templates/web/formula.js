// Formulas that the tutor sends as lists, made into functions of numbers. Nothing of them is run as text.

import { numeral, t } from "./words.js";

const sum = (parts) => parts.reduce((total, part) => total + part, 0);
const product = (parts) => parts.reduce((total, part) => total * part, 1);

function root([base], p, q) {
  if (base >= 0 || q % 2 === 0) return base ** (p / q);
  return (p % 2 === 0 ? 1 : -1) * (-base) ** (p / q);
}

const FUNCTIONS = {
  "+": sum, "*": product, "^": ([base, power]) => base ** power,
  exp: ([v]) => Math.exp(v), log: ([v]) => Math.log(v), abs: ([v]) => Math.abs(v), sign: ([v]) => Math.sign(v),
  sin: ([v]) => Math.sin(v), cos: ([v]) => Math.cos(v), tan: ([v]) => Math.tan(v),
  cot: ([v]) => 1 / Math.tan(v), sec: ([v]) => 1 / Math.cos(v), csc: ([v]) => 1 / Math.sin(v),
  asin: ([v]) => Math.asin(v), acos: ([v]) => Math.acos(v), atan: ([v]) => Math.atan(v), atan2: ([u, v]) => Math.atan2(u, v),
  sinh: ([v]) => Math.sinh(v), cosh: ([v]) => Math.cosh(v), tanh: ([v]) => Math.tanh(v),
};

/** A function of the variables in this order; NaN where the formula has no value. */
export function made(formula, names) {
  if (typeof formula === "number") return () => formula;
  if (typeof formula === "string") {
    const place = names.indexOf(formula);
    return (...at) => at[place];
  }
  const [name, ...rest] = formula;
  if (name === "root") {
    const [base, p, q] = rest, inner = made(base, names);
    return (...at) => root([inner(...at)], p, q);
  }
  const parts = rest.map((part) => made(part, names)), apply = FUNCTIONS[name];
  return (...at) => apply(parts.map((part) => part(...at)));
}

const RAISED = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [digit, sign])) };

/** A number as a person writes it: four digits, and no more than there are. */
export function written(value) {
  if (!Number.isFinite(value)) return t("no value");
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)) {
    const [digits, power] = value.toExponential(2).split("e");
    return `${numeral(digits.replace("-", "−"))} · 10${[...String(Number(power))].map((sign) => RAISED[sign]).join("")}`;
  }
  return numeral(String(Number(value.toPrecision(4))).replace("-", "−"));
}

/** Numbers side by side; between such with a comma in them stands a semicolon. */
function listed(values) {
  const said = values.map(written);
  return said.join(said.some((number) => number.includes(",")) ? "; " : ", ");
}

export const pair = ([x, y]) => `(${listed([x, y])})`;
export const arrow = ([x, y]) => `⟨${listed([x, y])}⟩`;
export const length = ([x, y]) => Math.hypot(x, y);
