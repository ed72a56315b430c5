// The graph of a function as a net that can be turned, with its tangent plane at a point.

const LINES = 26;

/** Draws the graph over the window of a plane, seen from a direction given in degrees. */
export function surface(canvas, plane, f, { turn, point = null, slope = null }) {
  const ratio = window.devicePixelRatio || 1, size = canvas.clientWidth, pen = canvas.getContext("2d");
  canvas.width = canvas.height = Math.round(size * ratio);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { colours, left, right, bottom, top } = plane, wide = right - left;
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, size, size);

  const places = Array.from({ length: LINES + 1 }, (_, j) => Array.from({ length: LINES + 1 }, (_, k) => [left + (k * wide) / LINES, bottom + (j * (top - bottom)) / LINES]));
  const heights = places.flat().map((at) => f(...at)).filter(Number.isFinite).sort((a, b) => a - b);
  if (!heights.length) return;
  const low = heights[Math.floor(heights.length * 0.01)], high = heights[Math.floor(heights.length * 0.97)], tall = high - low || 1;
  const cos = Math.cos((turn * Math.PI) / 180), sin = Math.sin((turn * Math.PI) / 180);
  const seen = (x, y, z) => {
    const u = (x - (left + right) / 2) / wide, v = (y - (bottom + top) / 2) / wide, w = (z - low) / tall - 0.5;
    const across = u * cos - v * sin, deep = u * sin + v * cos;
    return { x: size * (0.5 + 0.66 * across), y: size * (0.5 + 0.3 * -deep - 0.36 * w), deep };
  };
  const cells = [];
  for (let j = 0; j < LINES; j++) {
    for (let k = 0; k < LINES; k++) {
      const corners = [places[j][k], places[j][k + 1], places[j + 1][k + 1], places[j + 1][k]], z = corners.map((at) => f(...at));
      if (!z.every((value) => Number.isFinite(value) && value <= high + 0.15 * tall && value >= low - 0.15 * tall)) continue;
      const drawn = corners.map((at, n) => seen(...at, z[n]));
      cells.push({ drawn, deep: drawn.reduce((total, each) => total + each.deep, 0), height: (z[0] + z[2] - 2 * low) / (2 * tall), ink: colours.soft });
    }
  }
  if (point && slope && slope.every(Number.isFinite)) cells.push(...tangent(plane, f, point, slope, seen, low, tall, colours));
  cells.sort((a, b) => b.deep - a.deep);
  for (const { drawn, height, ink, plain } of cells) {
    pen.beginPath();
    drawn.forEach(({ x, y }, n) => pen[n ? "lineTo" : "moveTo"](x, y));
    pen.closePath();
    pen.fillStyle = plain ?? colours.paper;
    pen.globalAlpha = plain ? 0.55 : 1;
    pen.fill();
    if (!plain) {
      pen.globalAlpha = 0.1 + 0.5 * Math.min(1, Math.max(0, height));
      pen.fillStyle = colours.accent;
      pen.fill();
    }
    pen.globalAlpha = 0.8;
    pen.strokeStyle = ink;
    pen.lineWidth = 0.6;
    pen.stroke();
  }
  pen.globalAlpha = 1;
  if (point && Number.isFinite(f(...point))) {
    const { x, y } = seen(...point, f(...point));
    pen.beginPath();
    pen.arc(x, y, 5, 0, 2 * Math.PI);
    pen.fillStyle = colours.stop;
    pen.fill();
  }
}

/** The tangent plane near the point, in small pieces, so that it is hidden where the graph hides it. */
function tangent({ right, left }, f, [a, b], [p, q], seen, low, tall, colours) {
  const half = (right - left) / 6, parts = 6, base = f(a, b), out = [];
  if (!Number.isFinite(base)) return out;
  const height = (x, y) => base + p * (x - a) + q * (y - b), step = (2 * half) / parts;
  for (let j = 0; j < parts; j++) {
    for (let k = 0; k < parts; k++) {
      const x = a - half + k * step, y = b - half + j * step, corners = [[x, y], [x + step, y], [x + step, y + step], [x, y + step]];
      if (corners.some((at) => Math.abs(height(...at) - low - tall / 2) > tall)) continue;
      const drawn = corners.map((at) => seen(...at, height(...at)));
      out.push({ drawn, deep: drawn.reduce((total, each) => total + each.deep, 0) - 0.02, height: 0, ink: colours.stop, plain: colours.care });
    }
  }
  return out;
}
