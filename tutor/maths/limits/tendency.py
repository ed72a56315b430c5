"""Where an expression tends, by balls: what guides the choice of a rule and proves nothing on a page by itself."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from random import Random
from typing import Any

from flint import arb, ctx
from sympy import Add, Basic, Expr, Mul, S, exp

from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.trees.heads import Inert, Lim
from tutor.trees.tree import plain

MOST_SAMPLES = 12  # that are drawn, of which some may fall outside the domain
NEAR = (3, 10, 20)  # how close to the point is looked whether there is any value: 2^-3 ...
SAMPLES = 3  # values of the letters that are not the variables: the tendency must be of one kind for all
SEED = 7
PIECES = 16  # of an interval between two halvings
SIGN_BITS = 400  # differences such as 1 - cos x are small there
SLOPES = 3  # derivatives taken one after the other to find a sign
HALVINGS = range(6, 46)  # the punctured neighbourhood looked at: 2^-6 down to 2^-46


@lru_cache(maxsize=4096)
def balls(lim: Lim) -> list[tuple[arb, bool]] | None:
    """The limit at a few values of the other letters, each with whether it is only numeric; None where there is none."""
    letters = sorted(lim.free_symbols, key=str)
    draw = Random(SEED)
    found: list[tuple[arb, bool]] = []
    for _ in range(MOST_SAMPLES if letters else 1):
        where = {s: Jet({0: arb(draw.randint(20, 200)) / 64 * (1 if s.is_nonnegative else draw.choice((1, -1)))}) for s in letters}
        numeric = [False]
        try:
            found.append((Evaluator(BALLS, where, SEED, numeric=numeric)(lim).parts[0], numeric[0]))
        except NoValue:
            if not letters or not _outside(lim, where):
                return None
        if len(found) == SAMPLES:
            break
    return found or None


def _outside(lim: Lim, where: dict[Basic, Jet]) -> bool:
    """Whether an expression of one variable has no value anywhere near the point, for these letters: sqrt(a - b) for a < b."""
    if len(lim.variables) != 1:
        return False
    ((x, a),) = lim.point.items()
    for k in NEAR:
        for sign in (1, -1):
            if a in (S.Infinity, S.NegativeInfinity):
                place = arb(2) ** k * (1 if a is S.Infinity else -1)
            else:
                try:
                    place = Evaluator(BALLS, where, SEED)(a).parts[0] + sign * arb(2) ** -k
                except NoValue:
                    return True
            try:
                Evaluator(BALLS, {**where, x: Jet({0: place})}, SEED)(lim.expr)
                return False
            except NoValue:
                continue
    return True


@lru_cache(maxsize=4096)
def tendency(lim: Lim) -> str | None:
    """`zero`, `finite`, `oo` or `-oo`; None where the balls do not settle."""
    found = balls(lim)
    if found is None:
        return None
    kinds = {_kind(b) for b, _ in found}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(ball: arb) -> str:
    if not ball.is_finite():
        return "oo" if ball > 0 else "-oo"
    return "zero" if ball.contains(0) else "finite"


@lru_cache(maxsize=4096)
def enclosed(lim: Lim) -> bool:
    """Whether the expression is enclosed on balls round the point that shrink to it: it is continuous there."""
    found = balls(lim)
    return found is not None and all(not numeric and b.is_finite() for b, numeric in found)


def same(lim: Lim, other: Lim) -> bool:
    """Whether two limits overlap for every sample of the letters."""
    a, b = balls(lim), balls(other)
    if a is None or b is None:
        return False
    shorter, longer = sorted((a, b), key=len)  # one without letters has one ball only
    return all(p[0].overlaps(longer[k][0]) for p in shorter for k in range(len(longer)) if len(shorter) == 1 or p is shorter[k])


def sign_near(expr: Expr, lim: Lim) -> int:
    """1 or -1 where the expression is of that sign all over a punctured neighbourhood, on the side of the limit; else 0.

    One variable only. Enclosed on the intervals between 2^-n and 2^-(n+1), for many n; where that is too wide, by the signs
    of the terms or factors, or by that of the slope of what starts from 0.
    """
    whole = 1 if isinstance(expr, exp) else _sign_enclosed(expr, lim)
    if whole or not isinstance(expr, Add | Mul):
        return whole
    if isinstance(expr, Mul):
        return prod(sign_near(a, lim) for a in expr.args)
    signs = {sign_near(a, lim) for a in expr.args}
    return signs.pop() if len(signs) == 1 and 0 not in signs else _sign_by_slope(expr, lim, SLOPES)


def _sign_by_slope(expr: Expr, lim: Lim, depth: int) -> int:
    """x - sin x is 0 at 0 and rises to the right of it, as 1 - cos x does: continuous there, its slope of one sign beside it."""
    ((x, a),) = lim.point.items()
    if not depth or not lim.side or expr.has(Inert) or not enclosed(lim.of(expr)) or expr.subs(x, a) != 0:
        return 0
    slope = expr.diff(x)
    return (1 if lim.side == "+" else -1) * (_sign_enclosed(slope, lim) or _sign_by_slope(slope, lim, depth - 1))


def _sign_enclosed(expr: Expr, lim: Lim) -> int:
    sign = 0
    before, ctx.prec = ctx.prec, SIGN_BITS
    try:
        for ball in _pieces(lim):
            value = Evaluator(BALLS, {lim.variables[0]: Jet({0: ball})}, SEED)(expr).parts[0]
            here = 1 if value > 0 else -1 if value < 0 else 0
            if not here or here == -sign:
                return 0
            sign = here
    except NoValue:
        return 0
    finally:
        ctx.prec = before
    return sign


def _pieces(lim: Lim) -> Any:
    (a,) = lim.point.values()
    centre = None if a.is_infinite else Evaluator(BALLS, {})(plain(a)).parts[0]
    side = lim.side
    for n in HALVINGS:
        for k in range(PIECES):
            low, high = (arb((PIECES + k, -n)) / PIECES, arb((PIECES + k + 1, -n)) / PIECES)
            if centre is None:
                low, high = 1 / high, 1 / low
                yield low.union(high) if a is S.Infinity else (-low).union(-high)
                continue
            if side != "-":
                yield centre + low.union(high)
            if side != "+":
                yield centre - low.union(high)
