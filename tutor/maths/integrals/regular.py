"""Whether an integrand is bounded between the limits, by balls on smaller and smaller parts of the interval."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random

from flint import arb, ctx
from sympy import Basic, Expr, Pow, S, cot, csc, log, sec, tan

from tutor.maths.values import BALLS, PRECISION, Evaluator, Jet, NoValue
from tutor.trees.heads import Int, Moving

SAMPLES = 4  # values of the letters
RANGES = ((20, 200), (3, 40))  # of their sizes, in 64ths
SEED = 11
NEARER = (1 / 3, 1e-3, 1e-6)  # shares of the last part, looked at towards its ends
SETTLED = 0.05  # values that differ by no more do not grow: a logarithm changes by 14 over these shares
POINTED = (Pow, log, tan, sec, cot, csc)  # what may have a pole, or an edge of its domain
PLACES = 40  # between the limits where the sign is looked at
HALVINGS = 24  # an enclosure that is not finite on a part so small is taken for a pole


@lru_cache(maxsize=2048)
def regular(node: Int) -> bool:
    """Whether the integrand is bounded on the closed interval, for a few values of the letters each; limits are finite.

    Values of the letters at which a limit is no number, as sqrt(1 - r^2) for r = 2, say nothing.
    """
    if not node.expr.has(*POINTED) or node.variable not in node.expr.free_symbols:
        return True
    found = [b for where in settings(node) if (b := _bounded(node, where)) is not None]
    return bool(found) and all(found)


@lru_cache(maxsize=2048)
def continuous(node: Int) -> bool:
    """Whether an integrand that might have a pole is a formula without letters that has a value everywhere on the closed interval."""
    poles = {e for e in node.expr.atoms(*POINTED) if not (isinstance(e, Pow) and e.exp.is_Integer and e.exp.is_positive)}
    if node.free_symbols or all(node.variable not in e.free_symbols for e in poles):
        return False
    low, high = (at(a, {}) for a in node.limits)
    return _enclosed(node, {}, low, high, 0, edges=False)


def settings(node: Int) -> Iterator[dict[Basic, arb]]:
    """Values for the letters of an integral, inside what is assumed of them, as balls."""
    letters = sorted(node.free_symbols, key=str)
    draw = Random(SEED)
    for k in range(SAMPLES if letters else 1):
        yield {s: _chosen(s, draw, *RANGES[k % len(RANGES)]) for s in letters}


def _chosen(s: Basic, draw: Random, smallest: int, largest: int) -> arb:
    size = draw.randint(smallest, largest) / 64
    if isinstance(s, Moving) and (place := s.inside(draw.uniform(0.1, 0.9), size)) is not None:
        return arb(place)
    return arb(size) * (-1 if s.is_negative else 1 if s.is_nonnegative else draw.choice((1, -1)))


def at(expr: Expr, where: dict[Basic, arb]) -> arb:
    """The value of an expression, as a ball. `NoValue` where there is none."""
    before, ctx.prec = ctx.prec, PRECISION
    try:
        found: arb = Evaluator(BALLS, {s: Jet({0: v}) for s, v in where.items()}, SEED)(expr).parts[0]
        return found
    finally:
        ctx.prec = before


def _bounded(node: Int, where: dict[Basic, arb]) -> bool | None:
    try:
        low, high = (at(a, where) for a in node.limits)
    except NoValue:
        return None
    return _enclosed(node, where, low, high, 0)


def _enclosed(node: Int, where: dict[Basic, arb], low: arb, high: arb, depth: int, edges: bool = True) -> bool:
    """Whether the integrand has finite enclosures on parts that cover the interval, but perhaps at the edges of its domain."""
    try:
        at(node.expr, {**where, node.variable: low.union(high)})
        return True
    except NoValue:
        pass
    if depth == HALVINGS:
        return edges and _edge(node, where, low, high)
    middle = (low + high) / 2
    middle = arb(middle.mid())
    return _enclosed(node, where, low, middle, depth + 1, edges) and _enclosed(node, where, middle, high, depth + 1, edges)


def _edge(node: Int, where: dict[Basic, arb], low: arb, high: arb) -> bool:
    """Whether a function with a root at the edge of its domain stays small there: sqrt(1 - x^2) near 1."""
    values = []
    for share in NEARER:
        t = (high - low) * arb(share)
        for x in (low + t, high - t):
            try:
                values.append(float(at(node.expr, {**where, node.variable: arb(x.mid())}).mid()))
            except NoValue:
                continue
    return bool(values) and max(values) - min(values) < SETTLED * (1 + max(map(abs, values)))


def keeps_sign(node: Int) -> bool:
    """Whether the integrand has one sign at many places between the limits."""
    signs = set()
    for where in settings(node):
        for k in range(1, PLACES):
            try:
                value = at(node.expr, {**where, node.variable: _place(node, where, k / PLACES)})
            except NoValue:
                continue
            signs.add(True if value > 0 else False if value < 0 else None)
    return len(signs) == 1 and None not in signs


def _place(node: Int, where: dict[Basic, arb], share: float) -> arb:
    """A place between the limits; of an infinite interval up to some distance."""
    low, high = node.limits
    a = None if low is S.NegativeInfinity else at(low, where)
    b = None if high is S.Infinity else at(high, where)
    if a is not None and b is not None:
        return a + (b - a) * share
    step = share / (1 - share)
    return a + step if a is not None else b - step if b is not None else arb(step - 1 / step)
