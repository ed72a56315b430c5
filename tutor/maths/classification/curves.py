"""Curves through a point along which a function takes values above and below the one it has there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import lcm

from sympy import Dummy, Eq, Expr, Pow, Rational, S, Symbol, factor, factor_terms, powdenest

from tutor.maths.classification.argument import Argument, CurveThrough
from tutor.maths.classification.taylor import NotSmooth, germ
from tutor.maths.numbers import sign_of
from tutor.model import Claim
from tutor.trees import tree

SLOPES = tuple(Rational(*q) for q in ((1,), (-1,), (2,), (-2,), (1, 2), (-1, 2), (3,), (-3,)))
BENDS = tuple(Rational(*q) for q in ((1,), (-1,), (2,), (-2,), (1, 2), (-1, 2), (3, 2), (-3, 2), (3,), (-3,)))
ORDERS = (4, 8, 12)  # of the expansion along a curve
MOST_POWER = 3  # of a simple curve y = k x^n
Steps = tuple[Expr, ...]


def letter_for(function: Expr, at: Mapping[Symbol, Expr]) -> Symbol:
    """A letter for the parameter that does not occur yet."""
    used = {s.name for s in function.free_symbols | set(at)} | {s.name for a in at.values() for s in a.free_symbols}
    return Symbol(next(n for n in ("t", "s", "h", "r", "w") if n not in used), real=True)


def opposite(function: Expr, at: Mapping[Symbol, Expr], witnesses: Sequence[Steps], t: Symbol) -> Argument | None:
    """One curve on which the sign changes, or two with different signs: simple ones if they do, else the witnesses (for t > 0)."""
    found: dict[int, CurveThrough] = {}
    for steps in simple(len(at), t):
        curve = along(function, at, steps, t) or along(function, at, steps, t, side=1)
        if curve is None:
            continue
        if curve.changes:
            return _argument(function, at, (curve,))
        found.setdefault(curve.sign, curve)
        if len(found) == 2:
            return _argument(function, at, (found[1], found[-1]))
    for steps in witnesses:
        curve = along(function, at, steps, t) or along(function, at, steps, t, side=1)
        if curve is None:
            continue
        if curve.changes:
            return _argument(function, at, (curve,))
        if curve.sign not in found:
            found[curve.sign] = curve
    return _argument(function, at, (found[1], found[-1])) if len(found) == 2 else None


def _argument(function: Expr, at: Mapping[Symbol, Expr], curves: tuple[CurveThrough, ...]) -> Argument:
    base = tree.substitute(function, at)
    claims = tuple(
        Claim(tree.total(tree.substitute(function, c.at), tree.negative(base)), c.value, (c.condition,) if c.side else ()) for c in curves
    )
    return Argument("curves", {"curves": curves, "there": at}, claims)


def simple(n: int, t: Symbol) -> Iterator[Steps]:
    """Axes, then other lines, then parabolas and their like: the steps from the point."""
    for k in range(n):
        yield tuple(t if i == k else S.Zero for i in range(n))
    if n == 2:
        for k in SLOPES:
            yield t, k * t
        for power in range(2, MOST_POWER + 1):
            for k in BENDS:
                yield t, k * t**power
                yield k * t**power, t
        return
    for signs in product((0, 1, -1, 2), repeat=n):
        if sum(map(bool, signs)) > 1 and next(s for s in signs if s) == 1:
            yield tuple(s * t for s in signs)


def along(function: Expr, at: Mapping[Symbol, Expr], steps: Steps, t: Symbol, side: int = 0) -> CurveThrough | None:
    """The curve with what f - f(p) is on it; None where that is 0 or its beginning is not found."""
    placed = {x: a + h for (x, a), h in zip(at.items(), steps, strict=True)}
    plain = tree.plain(function)
    if side:
        positive = Dummy("t", positive=True)
        value = plain.subs({x: e.subs(t, positive) for x, e in placed.items()}, simultaneous=True) - plain.xreplace(at)
        begins = _begins_beside(value, positive)
        value = value.subs(positive, t)
    else:
        value = plain.xreplace(placed) - plain.xreplace(at)
        begins = _begins(value, t)
    if begins is None:
        return None
    lead, power = begins
    sign = sign_of(lead)
    if not sign:
        return None
    shown, letter, equations = _named(at, steps, t)
    return CurveThrough(shown, letter, _tidy(value).subs(t, letter), lead * letter**power, power, sign, equations, side)


def _begins(value: Expr, t: Symbol) -> tuple[Expr, Expr] | None:
    """The first term of an expansion about t = 0."""
    if value == 0:
        return None
    for order in ORDERS:
        try:
            found = germ(value, {t: S.Zero}, order)
        except NotSmooth:
            return None
        if found.terms:
            ((power,), lead) = min(found.terms.items())
            return lead, S(power)
        if found.order is None:
            return None
    return None


def _begins_beside(value: Expr, t: Symbol) -> tuple[Expr, Expr] | None:
    """The same for t > 0, where roots of t may stand: t = s^k clears them."""
    k = lcm(*(int(p.exp.q) for p in value.atoms(Pow) if p.exp.is_Rational and p.free_symbols))
    s = Dummy("s", positive=True)
    placed = powdenest(value.subs(t, s**k))
    found = _begins(placed, s)
    return None if found is None else (found[0], found[1] / k)


def _tidy(value: Expr) -> Expr:
    """As one would write it: factored where it is a polynomial."""
    return factor(value) if value.is_polynomial(*value.free_symbols) else factor_terms(value)


def _named(at: Mapping[Symbol, Expr], steps: Steps, t: Symbol) -> tuple[dict[Symbol, Expr], Symbol, tuple[Expr, ...]]:
    """The curve by its own variable through the origin of a letter whose step is t; by the parameter otherwise.

    A line or parabola through (0, 0) is said as y = k x.
    """
    lead = next((x for (x, a), h in zip(at.items(), steps, strict=True) if h == t and a == 0), None)
    if lead is None:
        return {x: tree.plain(a + h) for (x, a), h in zip(at.items(), steps, strict=True)}, t, ()
    placed = {x: (a + h).subs(t, lead) for (x, a), h in zip(at.items(), steps, strict=True)}
    return placed, lead, tuple(Eq(x, e, evaluate=False) for x, e in placed.items() if x != lead)
