"""Which picture shows where limits come from: the plane itself, the section of a solid of revolution, or a solid's shadow."""

from __future__ import annotations

from sympy import Expr, Symbol, cos, sin

from tutor.maths.regions.describe import Described, Limit
from tutor.printing.figures.strips import Run, StripMap


def pictured(made: Described) -> StripMap | None:
    """The picture; None where two coordinates do not say enough."""
    own = {a.name for a in made.chart.letters}  # r and theta may stand in what bounds it
    letters = tuple(s for s in made.region.letters if s.name not in own)
    runs = tuple(tuple(_run(l) for l in p.limits) for p in made.pieces)
    if len(made.order) == 1:
        return None
    if len(made.order) == 2:
        inner = made.order[0]
        if made.chart.name == "cartesian":
            axes = made.chart.letters
            return StripMap((axes[0], axes[1]), (axes[0], axes[1]), tuple((r[0], r[1]) for r in runs), letters=letters)
        x, y = made.chart.places
        return StripMap((x, y), tuple(made.chart.places.values()), tuple((r[0], r[1]) for r in runs), inner == made.chart.radius, letters)
    if made.chart.name == "cartesian":
        inner = made.order[0]
        shadow = dict.fromkeys((r[1], r[2]) for r in runs)
        across = tuple(v for v in made.chart.letters if v != inner)
        return StripMap((across[0], across[1]), (across[0], across[1]), tuple(shadow), letters=letters, shadow=True)
    turn, r = made.chart.angle, made.chart.radius
    assert turn is not None and r is not None
    if made.order[-1] == turn and not any(turn in e.free_symbols for run in runs for _, a, b in run for e in (a, b)):
        return _section(made, r, runs, letters)
    if made.chart.name == "cylindrical" and made.order[0] not in (r, turn):
        shadow = dict.fromkeys((p[1], p[2]) for p in runs)
        x, y = made.chart.places
        return StripMap((x, y), (r * cos(turn), r * sin(turn)), tuple(shadow), made.order[1] == r, letters, shadow=True)
    return None


def _section(made: Described, radius: Symbol, runs: tuple[tuple[Run, ...], ...], letters: tuple[Symbol, ...]) -> StripMap:
    """A half plane through the axis of a solid whose limits do not depend on the angle about it."""
    parts = tuple(dict.fromkeys((r[0], r[1]) for r in runs))
    tilt = made.chart.tilt
    if tilt is None:
        z = made.chart.letters[-1]
        return StripMap((radius, z), (radius, z), parts, letters=letters, section=True)
    places: tuple[Expr, Expr] = (radius * sin(tilt), radius * cos(tilt))
    upright = list(made.chart.places)[2]
    return StripMap((Symbol("r", positive=True), upright), places, parts, made.order[0] == radius, letters, section=True)


def _run(limit: Limit) -> Run:
    return limit.variable, limit.lower, limit.upper
