// A part of the plane on a canvas: axes, level curves, and what is put on it.

const CELLS = 110; // of the grid for level curves, on each side
const HEIGHTS = 14; // level curves, about
const HALVINGS = 10; // of the side of a cell, to see that a value is taken on it

export class Plane {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.look([-3, 3, -3, 3]);
  }

  /** Shows what lies between left and right, bottom and top; one unit is as long in both directions. */
  look([left, right, bottom, top]) {
    const half = Math.max(right - left, top - bottom) / 2, x = (left + right) / 2, y = (bottom + top) / 2;
    Object.assign(this, { left: x - half, right: x + half, bottom: y - half, top: y + half });
  }

  zoom(factor) {
    const half = ((this.right - this.left) / 2) * factor, x = (this.left + this.right) / 2, y = (this.bottom + this.top) / 2;
    this.look([x - half, x + half, y - half, y + half]);
  }

  get unit() {
    return (this.right - this.left) / this.size;
  }

  /** An empty sheet with axes, in the colours of the page. */
  clear() {
    const ratio = window.devicePixelRatio || 1, style = getComputedStyle(this.canvas);
    this.size = this.canvas.clientWidth;
    this.canvas.width = this.canvas.height = Math.round(this.size * ratio);
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.colours = Object.fromEntries(["ink", "soft", "line", "paper", "accent", "good", "care", "stop", "tint"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.pen.fillStyle = this.colours.paper;
    this.pen.fillRect(0, 0, this.size, this.size);
  }

  axes(names) {
    const step = nice((this.right - this.left) / 6), { pen, colours } = this;
    pen.font = "13px system-ui, sans-serif";
    for (let k = Math.ceil(this.left / step); k * step <= this.right; k++) this.tick(k * step, step, true);
    for (let k = Math.ceil(this.bottom / step); k * step <= this.top; k++) this.tick(k * step, step, false);
    this.curve([[this.left, 0], [this.right, 0]], { colour: colours.soft, wide: 1 });
    this.curve([[0, this.bottom], [0, this.top]], { colour: colours.soft, wide: 1 });
    pen.fillStyle = colours.ink;
    pen.font = "italic 16px 'Tutor Text', serif";
    pen.fillText(spelled(names[0]), this.size - 16, clamp(this.at([0, 0])[1], 20, this.size) - 8);
    pen.fillText(spelled(names[1]), clamp(this.at([0, 0])[0], 0, this.size - 26) + 8, 16);
  }

  tick(value, step, across) {
    if (Math.abs(value) < step / 2) return;
    const { pen, colours, size } = this, said = String(Number(value.toPrecision(6))).replace("-", "−");
    pen.fillStyle = colours.soft;
    const wide = pen.measureText(said).width, inside = (x, y) => pen.fillText(said, clamp(x, 4, size - wide - 4), clamp(y, 14, size - 5));
    if (across) inside(this.at([value, 0])[0] - wide / 2, this.at([0, 0])[1] + 16);
    else inside(this.at([0, 0])[0] - wide - 6, this.at([0, value])[1] + 4);
  }

  at([x, y]) {
    return [((x - this.left) / (this.right - this.left)) * this.size, ((this.top - y) / (this.top - this.bottom)) * this.size];
  }

  /** The place of a pointer. */
  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width, down = (event.clientY - box.top) / box.height;
    return [this.left + across * (this.right - this.left), this.top - down * (this.top - this.bottom)];
  }

  curve(points, { colour = this.colours.ink, wide = 2, dashes = [], fill = null } = {}) {
    const { pen } = this;
    pen.beginPath();
    points.forEach((point, k) => pen[k ? "lineTo" : "moveTo"](...this.at(point)));
    if (fill) {
      pen.fillStyle = fill;
      pen.fill();
    }
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.setLineDash(dashes);
    pen.stroke();
    pen.setLineDash([]);
  }

  dot(point, { colour = this.colours.ink, wide = 5 } = {}) {
    const [x, y] = this.at(point), { pen } = this;
    pen.beginPath();
    pen.arc(x, y, wide, 0, 2 * Math.PI);
    pen.fillStyle = colour;
    pen.fill();
    pen.strokeStyle = this.colours.paper;
    pen.lineWidth = 1.5;
    pen.stroke();
  }

  /** An arrow of so many pixels from a point in the direction of a vector; its label in front of it, or so many pixels to its side. */
  arrow(from, vector, pixels, { colour = this.colours.accent, label = "", aside = 0 } = {}) {
    const size = Math.hypot(...vector);
    if (!(size > 0) || !Number.isFinite(size)) return;
    const [x, y] = this.at(from), [dx, dy] = [(vector[0] / size) * pixels, (-vector[1] / size) * pixels], { pen } = this;
    const angle = Math.atan2(dy, dx), end = [x + dx, y + dy];
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(end[0] - 6 * Math.cos(angle), end[1] - 6 * Math.sin(angle));
    pen.stroke();
    pen.beginPath();
    pen.moveTo(...end);
    for (const turn of [2.7, -2.7]) pen.lineTo(end[0] + 12 * Math.cos(angle + turn), end[1] + 12 * Math.sin(angle + turn));
    pen.fill();
    const [ahead, off] = aside ? [-4, aside] : [8, 0], low = aside ? -4 : 12;
    const left = end[0] + ahead * Math.cos(angle) - off * Math.sin(angle) + (dx < 0 ? -8 * label.length : 2);
    const base = end[1] + low * Math.sin(angle) + off * Math.cos(angle) + 5;
    if (label) this.write(label, [clamp(left, 4, this.size - 24), clamp(base, 16, this.size - 6)], colour);
  }

  write(words, [x, y], colour = this.colours.ink) {
    const { pen } = this;
    pen.font = "15px 'Tutor Text', serif";
    pen.lineWidth = 4;
    pen.strokeStyle = this.colours.paper;
    pen.strokeText(words, x, y);
    pen.fillStyle = colour;
    pen.fillText(words, x, y);
  }

  /** The values of a function on the grid of this window. */
  grid(f) {
    const step = (this.right - this.left) / CELLS, values = [];
    for (let j = 0; j <= CELLS; j++) {
      const row = new Float64Array(CELLS + 1);
      for (let k = 0; k <= CELLS; k++) row[k] = f(this.left + k * step, this.bottom + j * step);
      values.push(row);
    }
    return { values, step, f };
  }

  /** Heights for level curves, at values a person would choose, so that about as many lie in the middle as at the edge. */
  heights({ values }) {
    const all = values.flatMap((row) => [...row].filter(Number.isFinite)).sort((a, b) => a - b);
    if (!all.length) return [];
    const low = all[Math.floor(all.length * 0.02)], high = all[Math.floor(all.length * 0.95)], step = nice((high - low) / HEIGHTS);
    if (!(step > 0)) return [];
    return Array.from({ length: Math.min(60, Math.floor((high - low) / step) + 2) }, (_, k) => (Math.floor(low / step) + k) * step);
  }

  /** The pieces of one level curve: where the value is crossed on the sides of a cell, joined inside it; not where it is leapt over. */
  pieces({ values, step, f }, height) {
    const found = [];
    const place = (k, j) => [this.left + k * step, this.bottom + j * step];
    const crossed = (p, q, a, b) => {
      const share = (height - a) / (b - a);
      return [p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])];
    };
    for (let j = 0; j < CELLS; j++) {
      for (let k = 0; k < CELLS; k++) {
        const corners = [[k, j], [k + 1, j], [k + 1, j + 1], [k, j + 1]], at = corners.map(([a, b]) => values[b][a]);
        if (!at.every(Number.isFinite)) continue;
        const cuts = [];
        for (let side = 0; side < 4; side++) {
          const a = at[side], b = at[(side + 1) % 4];
          if (a < height === b < height) continue;
          const [p, q] = [place(...corners[side]), place(...corners[(side + 1) % 4])];
          if (taken(f, height, p, q, a, b)) cuts.push(crossed(p, q, a, b));
        }
        if (cuts.length === 2) found.push(cuts);
        else if (cuts.length === 4) {
          const middle = (at[0] + at[1] + at[2] + at[3]) / 4 < height === at[0] < height; // which corners are joined
          found.push(...(middle ? [[cuts[0], cuts[1]], [cuts[2], cuts[3]]] : [[cuts[3], cuts[0]], [cuts[1], cuts[2]]]));
        }
      }
    }
    return found;
  }

  segments(pieces, { colour, wide = 1 }) {
    const { pen } = this;
    pen.beginPath();
    for (const [from, to] of pieces) {
      pen.moveTo(...this.at(from));
      pen.lineTo(...this.at(to));
    }
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.stroke();
  }
}

/** Pieces joined end to end: the longest curves first. */
export function joined(pieces) {
  const key = ([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`, ends = new Map(), used = new Set();
  pieces.forEach((piece, k) => piece.forEach((end) => ends.set(key(end), [...(ends.get(key(end)) ?? []), k])));
  const follow = (from) => {
    const way = [];
    for (let end = from; ;) {
      const next = (ends.get(key(end)) ?? []).find((k) => !used.has(k));
      if (next === undefined) return way;
      used.add(next);
      end = pieces[next].find((other) => key(other) !== key(end)) ?? end;
      way.push(end);
    }
  };
  const curves = [];
  pieces.forEach(([from, to], k) => {
    if (used.has(k)) return;
    used.add(k);
    const there = follow(to), back = follow(from);
    curves.push([...back.reverse(), from, to, ...there]);
  });
  return curves.sort((a, b) => b.length - a.length);
}

export function nice(size) {
  const power = 10 ** Math.floor(Math.log10(size)), share = size / power;
  return (share > 5 ? 10 : share > 2 ? 5 : share > 1 ? 2 : 1) * power;
}

/** Whether a value is taken between two points with values on both sides of it: halved again and again, f comes near to it; at a pole or a jump not. */
function taken(f, height, p, q, a, b) {
  const far = Math.max(Math.abs(a - height), Math.abs(b - height)) / 4;
  let value = a;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
    value = f(...middle);
    if (value < height === a < height) p = middle;
    else q = middle;
  }
  return Math.abs(value - height) <= far;
}

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const LETTERS = { theta: "θ", phi: "φ", rho: "ρ" };
export const spelled = (name) => LETTERS[name] ?? name;
