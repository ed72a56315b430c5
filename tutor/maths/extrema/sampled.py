"""A look at many points of the set: one that beats every candidate shows that something is wrong. It owes nothing to the solving."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache

from sympy import Expr, Symbol

from tutor.maths.compiled import compiled as compiled_by
from tutor.maths.extrema.compact import sides
from tutor.maths.extrema.constrained import Posed
from tutor.maths.extrema.existence import Word
from tutor.trees import tree

STARTS = 150  # points that are moved onto the set
NEWTON = 25  # steps of it
ON = 1e-11  # residual of a point that counts as on the set, relative to its size
NEAR = 1e-9  # how far Newton's step may still move it: at x^2 + y^2 = 0 a small residual says little of the distance
MARGIN = 1e-7  # by which a value must be better, relative to its size: rounding does not do that
SCALES = (0.5, 2.0, 8.0)
Point = list[float]
Compiled = Callable[[Point], float]


def beaten(problem: Posed, word: Word, best: Expr | None) -> dict[Symbol, float] | None:
    """A point of the set, to rounding, at which f is better than `best`; None where none was met, or letters are left."""
    if best is None or best.free_symbols:
        return None
    level = float(best.evalf())
    for x, found in _looked(problem):
        gain = found - level if word == "max" else level - found
        if gain > MARGIN * (1 + abs(level)):
            return dict(zip(problem.variables, x, strict=True))
    return None


@lru_cache(maxsize=4)
def _looked(problem: Posed) -> tuple[tuple[Point, float], ...]:
    """Points of the set, to rounding, with f there, for both words; none where letters are left."""
    f = tree.plain(problem.objective)
    functions = [tree.plain(c.function) for c in problem.constraints]
    if any(e.free_symbols - set(problem.variables) for e in (f, *functions)):
        return ()
    coordinates = [Symbol(f"x{k}") for k in range(len(problem.variables))]
    names = dict(zip(problem.variables, coordinates, strict=True))

    def compiled(e: Expr) -> Compiled:
        return compiled_by([coordinates], e.xreplace(names), "math")

    value = compiled(f)
    constraints = [compiled(g) for g in functions]
    slopes = [[compiled(g.diff(v)) for v in problem.variables] for g in functions]
    conditions = [(compiled(a - b), sign) for a, b, sign in map(sides, problem.asked)]
    draw = random.Random(str(f))
    out: list[tuple[Point, float]] = []
    for k in range(STARTS):
        start = [draw.gauss(0, SCALES[k % len(SCALES)]) for _ in coordinates]
        try:
            x = _onto(start, constraints, slopes)
            if x is None or not all(_holds(float(c(x)), sign) for c, sign in conditions):
                continue
            found = float(value(x))
        except (ArithmeticError, ValueError, TypeError):  # out of the domain, or complex there
            continue
        if math.isfinite(found):
            out.append((x, found))
    return tuple(out)


def _onto(x: Point, constraints: Sequence[Compiled], slopes: Sequence[Sequence[Compiled]]) -> Point | None:
    """The point moved onto the set by Newton's method, along the gradients."""
    if not constraints:
        return x
    for _ in range(NEWTON):
        g = [float(c(x)) for c in constraints]
        on = max(map(abs, g)) <= ON * (1 + max(map(abs, x)))
        j = [[float(c(x)) for c in row] for row in slopes]
        weights = solution([[sum(a * b for a, b in zip(r, s, strict=True)) for s in j] for r in j], g)
        if weights is None:
            return None
        step = [sum(w * row[k] for w, row in zip(weights, j, strict=True)) for k in range(len(x))]
        if on and max(map(abs, step)) <= NEAR * (1 + max(map(abs, x))):
            return x
        x = [a - b for a, b in zip(x, step, strict=True)]
    return None


def solution(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> Point | None:
    """A small linear system by elimination with pivots; None where it is singular."""
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    n = len(rows)
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        if not rows[pivot][k]:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(n):
            if i != k:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [rows[k][n] / rows[k][k] for k in range(n)]


def _holds(value: float, sign: str) -> bool:
    return {"<": value < 0, "<=": value <= 0, ">": value > 0, ">=": value >= 0, "!=": value != 0}[sign]
