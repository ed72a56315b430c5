"""Which part of the plane shows what a function does: its critical points where there are a few, its domain where that is bounded."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tutor.printing.figures.numeric import PlaneFunction, field
from tutor.printing.figures.plane import sampled
from tutor.printing.figures.window import Place, Window, about, around

USUAL = 2.0  # half the width of a window where nothing speaks for another
PERIODIC = 4.0  # the same where critical points are all over the place
REACH, STARTS = 6.0, 13  # so far from the origin critical points are looked for, from so many starts on each side
STEPS, SAME, END = 25, 0.05, 1e-4  # of Newton's method; the distance at which two of its ends are one point; and its last step
FEW = 8  # critical points that are shown together
FAR = (8.0, 40.0, 200.0)  # where a bounded domain has no places left
ENOUGH = 0.25  # share of a window that must have values
ELSEWHERE = (
    Window(0, 4, 0, 4),
    Window(-8, 8, -8, 8),
    Window(0, 8, -4, 4),
    Window(-4, 4, 0, 8),
    Window(0, 40, 0, 40),
    Window(-40, 40, -40, 40),
)


def found(made: PlaneFunction) -> Window | None:
    """The window; None where the function has no value near the origin."""
    bounded = _domain(made)
    if bounded is not None:
        return bounded
    places = list(_critical(made))
    first = [about(places, USUAL)] if 0 < len(places) <= FEW else []
    half = PERIODIC if len(places) > FEW else USUAL
    tried = [*first, Window(-half, half, -half, half), *ELSEWHERE]
    shares = [_share(made, w) for w in tried]
    if max(shares) == 0:
        return None
    return next((w for w, share in zip(tried, shares, strict=True) if share >= ENOUGH), tried[shares.index(max(shares))])


def _share(made: PlaneFunction, window: Window) -> float:
    """How much of the window has a value."""
    values = [v for row in sampled(made, window) for v in row]
    return sum(v is not None for v in values) / len(values)


def _domain(made: PlaneFunction) -> Window | None:
    """All of a bounded domain."""
    rings = ((r * math.cos(t), r * math.sin(t)) for r in FAR for t in (math.tau * k / 48 + 0.1 for k in range(48)))
    if any(made.at(*p) is not None for p in rings):
        return None
    return around(Window(-USUAL, USUAL, -USUAL, USUAL), lambda cell: made.at(*cell.centre) is not None)


def _critical(made: PlaneFunction) -> Iterator[Place]:
    """Points where both partial derivatives vanish, by Newton's method: for the choice of a window, and for nothing that is claimed."""
    x, y = made.variables
    first = [made.formula.diff(v) for v in (x, y)]
    fields = [field(e, (x, y)) for e in (*first, *(d.diff(v) for d in first for v in (x, y)))]
    if any(f is None for f in fields):
        return
    slope_x, slope_y, xx, xy, yx, yy = (f for f in fields if f is not None)
    seen: list[Place] = []
    for k in range(STARTS * STARTS):
        at = (REACH * (2 * (k // STARTS) / (STARTS - 1) - 1) + 0.013, REACH * (2 * (k % STARTS) / (STARTS - 1) - 1) + 0.017)
        for _ in range(STEPS):
            values = [f.at(*at) for f in (slope_x, slope_y, xx, xy, yx, yy)]
            known = [v for v in values if v is not None]
            if len(known) < len(values):
                break
            p, q, a, b, c, d = known
            det = a * d - b * c
            if p == q == 0 or abs(det) < 1e-14:
                break
            step = ((d * p - b * q) / det, (a * q - c * p) / det)
            at = (at[0] - step[0], at[1] - step[1])
            if math.hypot(*at) > 2 * REACH:
                break
            if math.hypot(*step) < END:
                if max(map(abs, at)) <= REACH + SAME and all(math.dist(at, s) > SAME for s in seen):
                    seen.append(at)
                    yield round(at[0], 2), round(at[1], 2)  # a degenerate point is reached only slowly
                break
        if len(seen) > FEW:
            return
