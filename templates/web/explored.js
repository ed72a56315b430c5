// What can be explored: each mode draws on the plane, moves with the point, and says its facts.

import { make } from "./dom.js";
import { math, slider } from "./explore.js";
import { arrow, length, made, pair, written } from "./formula.js";
import { clamp, joined, spelled } from "./plane.js";
import { surface } from "./surface.js";
import { t } from "./words.js";

const ARROW = 90; // pixels of the longest arrow
const ROOM = 0.7; // of the map is for a curve, the rest for the arrows on it
const STEPS = 40; // of a descent
const FAR = 1e9; // where a walk is given up
const PARALLEL = 0.5; // degrees at which two directions are called parallel

/** What all modes of one function have: its values, its gradient, its map. */
class Mapped {
  keys = t("Drag the point, or move it with the arrow keys; with Shift in small steps.");

  constructor({ plane, found, draw }) {
    Object.assign(this, { plane, found, draw_again: draw, names: found.variables });
    this.f = made(found.function.value, this.names);
    const [p, q] = found.gradient.map(({ value }) => made(value, this.names));
    this.slope = ([x, y]) => [p(x, y), q(x, y)];
    plane.look(found.window);
    this.windowed();
  }

  /** The map of another window. */
  windowed() {
    this.grid = this.plane.grid(this.f);
    this.levels = this.plane.heights(this.grid).map((height) => this.plane.pieces(this.grid, height));
  }

  map() {
    for (const pieces of this.levels) this.plane.segments(pieces, { colour: this.plane.colours.line, wide: 1.3 });
    this.plane.axes(this.names);
  }

  moved(point) {
    this.point = point;
  }

  step([dx, dy], size) {
    this.moved([this.point[0] + dx * size, this.point[1] + dy * size]);
  }

  /** The level curve through a point. */
  level(point) {
    const height = this.f(...point);
    if (Number.isFinite(height)) this.plane.segments(this.plane.pieces(this.grid, height), { colour: this.plane.colours.ink, wide: 2.2 });
  }
}

class Gradient extends Mapped {
  constructor(given) {
    super(given);
    const { left, right, bottom, top } = this.plane;
    this.point = [left + 0.68 * (right - left), bottom + 0.64 * (top - bottom)].map(rounded);
    this.angle = 30;
    this.turn = 30;
    const changed = (name) => (value) => { this[name] = value; given.draw(); };
    const degrees = (value) => `${value}°`;
    given.controls.append(slider(t("Direction"), { low: 0, high: 360, step: 1, value: this.angle, said: degrees, changed: changed("angle") }).element);
    this.canvas = make("canvas", { className: "surface", role: "img", "aria-label": t("The graph, with its tangent plane at the point") });
    given.second.append(this.canvas,
      slider(t("Turn the graph"), { low: 0, high: 360, step: 3, value: this.turn, said: degrees, changed: changed("turn") }).element);
  }

  get direction() {
    return [Math.cos((this.angle * Math.PI) / 180), Math.sin((this.angle * Math.PI) / 180)];
  }

  draw() {
    const { plane, point } = this, slope = this.slope(point);
    this.map();
    this.level(point);
    plane.arrow(point, slope, ARROW, { label: "∇f" });
    plane.arrow(point, this.direction, ARROW * 0.75, { colour: plane.colours.care, label: "u" });
    plane.dot(point);
    surface(this.canvas, plane, this.f, { turn: this.turn, point, slope });
  }

  facts() {
    const { point, found, direction } = this, [p, q] = this.slope(point), value = this.f(...point), letter = found.letter;
    if (!Number.isFinite(value)) return [t("At {} the function has no value.", pair(point))];
    if (![p, q].every(Number.isFinite)) return [t("{}{} ≈ {}, and the gradient does not exist there.", letter, pair(point), written(value))];
    const steep = length([p, q]), rate = p * direction[0] + q * direction[1];
    const flat = steep < 1e-9;
    return [
      [`${letter} = `, math(found.function.mathml), t(" is {} at {}.", written(value), pair(point))],
      [t("The gradient ⟨"), math(found.gradient[0].mathml), ", ", math(found.gradient[1].mathml), t("⟩ is {} there, of length {}.", arrow([p, q]), written(steep))],
      flat
        ? t("The gradient is zero: a critical point. The tangent plane is horizontal.")
        : t("It stands at right angles to the level curve, and points where {} grows fastest, at the rate {}.", letter, written(steep)),
      t("In the direction of {}°, u ≈ {}, {} changes at the rate {}{}.", this.angle, arrow(direction), letter, written(rate), flat ? "" : t(", which is {} % of the greatest", written((100 * rate) / steep))),
      t("The tangent plane is z = {}{}{}.", written(value), term(p, this.names[0], point[0]), term(q, this.names[1], point[1])),
    ];
  }
}

class Descent extends Mapped {
  constructor(given) {
    super(given);
    const { left, right, bottom, top } = this.plane, { bound } = this.found;
    this.point = [left + 0.9 * (right - left), bottom + 0.85 * (top - bottom)].map(rounded);
    this.rate = bound ? Number((0.8 * bound).toPrecision(2)) : 0.05;
    const most = bound ? 1.5 * bound : 1;
    const changed = (value) => { this.rate = value; given.draw(); };
    given.controls.append(slider(t("Learning rate"), { low: most / 300, high: most, step: most / 300, value: this.rate, said: written, changed }).element);
  }

  walk() {
    const way = [this.point];
    while (way.length <= STEPS) {
      const at = way.at(-1), slope = this.slope(at), next = at.map((c, k) => c - this.rate * slope[k]);
      if (!next.every((c) => Math.abs(c) < FAR)) break;
      way.push(next);
    }
    return way;
  }

  draw() {
    const { plane } = this, way = this.walk();
    this.map();
    plane.curve(way, { colour: plane.colours.stop, wide: 2 });
    way.forEach((at, k) => plane.dot(at, { colour: plane.colours.stop, wide: k ? 3 : 6 }));
  }

  facts() {
    const way = this.walk(), { bound, letter } = this.found, from = this.f(...way[0]), end = way.at(-1), to = this.f(...end);
    if (!Number.isFinite(from)) return [t("At {} the function has no value.", pair(way[0]))];
    const gone = way.length - 1, grew = to > from, slope = length(this.slope(end));
    const course = gone < STEPS
      ? t("The walk runs away: after {} steps it has left every map.", gone)
      : !Number.isFinite(to)
        ? t("The walk leaves the domain of the function.")
        : t("After {} steps it is at {}, where {} is {} and the gradient has length {}.", gone, pair(end), letter, written(to), written(slope));
    const diverges = gone < STEPS || (bound && this.rate >= bound);
    const verdict = grew && diverges ? t("It goes up, not down: the walk diverges at this rate.") : grew ? t("It has gone up, not down.") : slope < 1e-3 ? t("It has all but come to rest.") : t("It has gone down.");
    const safe = bound
      ? t("This function is quadratic with a lowest point: every rate below {} leads to it, and {} is {}.", written(bound), written(this.rate), this.rate < bound ? t("below") : t("not below"))
      : t("For this function there is no single rate that is safe everywhere.");
    return [t("The walk starts at {}, where {} is {}, with the rate {}.", pair(way[0]), letter, written(from), written(this.rate)), course, ...(Number.isFinite(to) ? [verdict] : []), safe];
  }
}

class Constraint extends Mapped {
  keys = t("Drag the point along the curve, or slide it with the left and right arrow keys; with Shift in small steps.");

  constructor(given) {
    super(given);
    const { constraint } = this.found;
    this.g = made(constraint.value, this.names);
    const [p, q] = constraint.gradient.map((formula) => made(formula, this.names));
    this.normal = ([x, y]) => [p(x, y), q(x, y)];
    this.fit();
    this.place = 0;
    const next = make("button", { type: "button" }, t("To the next place where they are parallel"));
    next.addEventListener("click", () => { this.seek(); given.draw(); });
    given.controls.append(next);
  }

  /** A window that shows the curve: whole, where it closes within reach. */
  fit() {
    for (const half of [2, 3.5, 6, 12, 25]) {
      this.within(half);
      const reach = Math.max(...this.way.flat().map(Math.abs));
      if (this.way.length && reach < 0.97 * half) return void this.within(reach / ROOM);
    }
    this.within(4);
  }

  within(half) {
    this.plane.look([-half, half, -half, half]);
    this.windowed();
  }

  windowed() {
    super.windowed();
    if (!this.g) return;
    this.curves = joined(this.plane.pieces(this.plane.grid(this.g), 0));
    this.way = this.curves.flat();
    this.place = clamp(this.place ?? 0, 0, Math.max(0, this.way.length - 1));
  }

  /** A point of the curve near a place of the drawing: Newton's steps along the normal. */
  exact(at) {
    let point = at;
    for (let k = 0; k < 6; k++) {
      const normal = this.normal(point), size = normal[0] ** 2 + normal[1] ** 2, miss = this.g(...point);
      if (!(size > 1e-12)) break;
      point = point.map((c, n) => c - (miss * normal[n]) / size);
    }
    return point;
  }

  get point() {
    return this.at ?? this.exact(this.way[Math.round(this.place)]);
  }

  set point(_) { /* it follows the curve */ }

  moved(to) {
    if (!this.way.length) return;
    const far = this.way.map((at) => Math.hypot(at[0] - to[0], at[1] - to[1]));
    this.put(far.indexOf(Math.min(...far)));
  }

  step([dx, dy], size) {
    this.put(this.place + Math.sign(dx + dy) * (size > 3 * this.plane.unit ? 4 : 1));
  }

  put(place) {
    this.at = null;
    this.place = (place + this.way.length) % this.way.length;
  }

  /** The sine of the angle between the gradients, with its sign. */
  cross(at) {
    const a = this.slope(at), b = this.normal(at), size = length(a) * length(b);
    return size > 1e-12 ? (a[0] * b[1] - a[1] * b[0]) / size : 0;
  }

  seek() {
    const count = this.way.length;
    for (let k = 1; k <= count; k++) {
      const here = (Math.round(this.place) + k) % count, there = (here + 1) % count;
      let a = this.exact(this.way[here]), b = this.exact(this.way[there]);
      if (Math.hypot(a[0] - b[0], a[1] - b[1]) > 6 * this.grid.step || this.cross(a) > 0 === this.cross(b) > 0) continue;
      for (let n = 0; n < 50; n++) {
        const middle = this.exact([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
        if (this.cross(middle) > 0 === this.cross(a) > 0) a = middle;
        else b = middle;
      }
      this.put(there);
      this.at = a;
      return;
    }
  }

  draw() {
    this.map();
    for (const curve of this.curves) this.plane.curve(curve, { colour: this.plane.colours.good, wide: 2.5 });
    if (!this.way.length) return;
    const { plane, point } = this;
    this.level(point);
    plane.arrow(point, this.normal(point), ARROW * 0.7, { colour: plane.colours.good, label: "∇g", aside: 20 });
    plane.arrow(point, this.slope(point), ARROW, { label: "∇f" });
    plane.dot(point);
  }

  facts() {
    if (!this.way.length) return [t("The constraint has no points on this map: look from farther away.")];
    const { point, found } = this, a = this.slope(point), b = this.normal(point), letter = found.letter;
    const angle = (Math.asin(Math.min(1, Math.abs(this.cross(point)))) * 180) / Math.PI;
    const lambda = (a[0] * b[0] + a[1] * b[1]) / (b[0] ** 2 + b[1] ** 2);
    const known = Number.isFinite(lambda) && length(a) > 1e-9;
    return [
      [t("On the curve "), math(found.constraint.mathml), t(" at {}, {} is {}.", pair(point), letter, written(this.f(...point)))],
      t("The gradient of {} is {}, that of the constraint {}.", letter, arrow(a), arrow(b)),
      !known
        ? t("Here one of the gradients is zero.")
        : angle < PARALLEL
          ? t("They are parallel as far as can be seen, with λ ≈ {}: a candidate for a largest or a smallest value. The level curve touches the constraint.", written(lambda))
          : t("They make an angle of {}°, so {} still grows along the curve one way and falls the other way.", written(angle), letter),
    ];
  }
}

class Region {
  keys = t("Move the strip with the arrow keys or by dragging; with Shift in small steps.");

  constructor({ plane, found, controls, again, typed, draw }) {
    const { coordinates, parts } = found.region;
    Object.assign(this, { plane, polar: coordinates === "polar", parts: parts.map(strip) });
    this.low = Math.min(...this.parts.map((part) => part.start));
    this.high = Math.max(...this.parts.map((part) => part.end));
    this.at = this.low + 0.4 * (this.high - this.low);
    this.window();
    const { inner, outer } = parts[0];
    const said = (value) => `${spelled(outer.name)} = ${written(value)}`;
    this.slider = slider(t("Strip"), { low: this.low, high: this.high, step: (this.high - this.low) / 400, value: this.at, said, changed: (value) => { this.at = value; draw(); } });
    const other = make("button", { type: "button" }, t("Strips the other way"));
    other.addEventListener("click", () => again({ order: `${outer.name}, ${inner.name}` }));
    controls.append(this.slider.element, ...(this.polar ? [] : [other]));
  }

  /** A place of the plane from the two variables of the strips. */
  place(part, inner, outer) {
    if (this.polar) {
      const [r, turn] = part.inner.name === "r" ? [inner, outer] : [outer, inner];
      return [r * Math.cos(turn), r * Math.sin(turn)];
    }
    return part.inner.name === "y" ? [outer, inner] : [inner, outer];
  }

  /** The outline of a part between two values of the outer variable. */
  outline(part, from, to) {
    const along = (edge) => Array.from({ length: 121 }, (_, k) => from + ((to - from) * k) / 120).map((v) => this.place(part, edge(v), v));
    return [...along(part.low), ...along(part.high).reverse()];
  }

  window() {
    const all = this.parts.flatMap((part) => this.outline(part, part.start, part.end)).filter((at) => at.every(Number.isFinite));
    const xs = all.map(([x]) => x), ys = all.map(([, y]) => y), wide = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    this.plane.look([Math.min(...xs) - 0.15 * wide, Math.max(...xs) + 0.15 * wide, Math.min(...ys) - 0.15 * wide, Math.max(...ys) + 0.15 * wide]);
  }

  moved([x, y]) {
    const turn = (Math.atan2(y, x) + 2 * Math.PI) % (2 * Math.PI), outer = this.parts[0].outer.name;
    this.put(outer === "x" ? x : outer === "y" ? y : outer === "r" ? Math.hypot(x, y) : turn > this.high && this.low < 0 ? turn - 2 * Math.PI : turn);
  }

  step([dx, dy], size) {
    this.put(this.at + (dx + dy) * (this.polar ? size / 2 : size));
  }

  put(value) {
    this.at = clamp(value, this.low, this.high);
    this.slider.put(this.at);
  }

  draw() {
    const { plane } = this, { colours } = plane;
    for (const part of this.parts) {
      plane.curve(this.outline(part, part.start, part.end), { colour: colours.ink, wide: 1.5, fill: colours.tint });
      const to = clamp(this.at, part.start, part.end);
      if (to > part.start) plane.curve(this.outline(part, part.start, to), { colour: "transparent", wide: 0, fill: `color-mix(in srgb, ${colours.accent} 30%, transparent)` });
    }
    plane.axes(["x", "y"]);
    for (const part of this.here()) {
      const strip = Array.from({ length: 41 }, (_, k) => part.low(this.at) + ((part.high(this.at) - part.low(this.at)) * k) / 40);
      plane.curve(strip.map((v) => this.place(part, v, this.at)), { colour: colours.stop, wide: 3 });
      for (const edge of [part.low, part.high]) plane.dot(this.place(part, edge(this.at), this.at), { colour: colours.stop, wide: 4 });
    }
  }

  here() {
    return this.parts.filter((part) => part.start <= this.at && this.at <= part.end);
  }

  facts() {
    const limits = this.parts.map(({ inner, outer }) => [
      t("{} runs from ", spelled(inner.name)), math(inner.low.mathml), t(" to "), math(inner.high.mathml), t(", while {} runs from ", spelled(outer.name)), math(outer.low.mathml), t(" to "), math(outer.high.mathml), ".",
    ]);
    const now = this.here().map(({ inner, outer, low, high }) =>
      t("At {} = {} the strip goes from {} = {} to {} = {}.", spelled(outer.name), written(this.at), spelled(inner.name), written(low(this.at)), spelled(inner.name), written(high(this.at))));
    return [...limits, ...now];
  }
}

function strip({ inner, outer }) {
  const [low, high] = [inner.low, inner.high].map(({ value }) => made(value, [outer.name]));
  const [start, end] = [outer.low, outer.high].map(({ value }) => made(value, [])());
  return { inner, outer, low, high, start, end };
}

const rounded = (value) => Number(value.toPrecision(2));

/** ` + 2(x − 1)`, as a person writes it: without a factor 1, and without what is 0. */
function term(factor, name, at) {
  const size = written(Math.abs(factor)), from = written(Math.abs(at));
  if (size === "0") return "";
  return ` ${factor < 0 ? "−" : "+"} ${size === "1" ? "" : size}${from === "0" ? name : `(${name} ${at < 0 ? "+" : "−"} ${from})`}`;
}

const FUNCTION = { name: "function", label: () => t("Function of two variables"), start: "x^3 - 3x + y^2" };
export const MODES = {
  gradient: { Mode: Gradient, fields: [FUNCTION] },
  descent: { Mode: Descent, fields: [{ ...FUNCTION, start: "x^2 + 10y^2" }] },
  constraint: { Mode: Constraint, fields: [{ ...FUNCTION, start: "x y" }, { name: "constraint", label: () => t("Constraint"), start: "x^2 + y^2 = 8" }] },
  region: {
    Mode: Region,
    fields: [
      { name: "region", label: () => t("Region: inequalities, its curves, or words"), start: "bounded by y = 2x and y = x^2" },
      { name: "coordinates", label: () => t("Coordinates"), start: "cartesian", choices: [["cartesian", () => t("x and y")], ["polar", () => t("polar")]] },
      { name: "order", label: () => t("Order of integration, the inner variable first (may be left out)"), start: "" },
    ],
  },
};
