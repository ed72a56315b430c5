"""Where the inside of an absolute value, a maximum or a sign changes its sign between the limits, and what holds on each side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from flint import arb
from sympy import Abs, Basic, Expr, Gt, Lt, Max, Min, S, Symbol, sign

from tutor.maths.integrals.regular import at, settings
from tutor.maths.integrals.zeros import zeros
from tutor.maths.values import NoValue
from tutor.trees.heads import Int
from tutor.trees.tree import evaluated

MOST_ZEROS = 12


@dataclass(frozen=True, slots=True)
class IntervalPiece:
    """A part of the interval, what the absolute value is there, and the whole integrand."""

    low: Expr
    high: Expr
    value: Expr
    integrand: Expr


@dataclass(frozen=True, slots=True)
class Pieces:
    """The inside whose sign changes, the expression that holds it, its zeros between the limits, and the pieces."""

    inside: Expr
    whole: Expr
    zeros: tuple[Expr, ...]
    pieces: tuple[IntervalPiece, ...]
    conditions: tuple[Basic, ...]


def pieces(node: Int) -> Pieces | None:
    """The first such expression of the integrand resolved; None where there is none, or its zeros are not found."""
    f, x = evaluated(node.expr), node.variable
    corners = sorted((e for e in f.atoms(Abs, Max, Min, sign) if e.has(x)), key=lambda e: (e.count_ops(), str(e)))
    if not corners:
        return None
    whole = corners[0]
    inside, other = _inside(whole)
    if inside is None:
        return None
    found = _zeros(inside, x, node)
    if found is None:
        return None
    zeros, conditions = found
    ends = (node.limits[0], *zeros, node.limits[1])
    parts = []
    for low, high in pairwise(ends):
        positive = _sign(inside, x, low, high, node)
        if positive is None:
            return None
        value = _value(whole, inside, other, positive)
        parts.append(IntervalPiece(low, high, value, f.xreplace({whole: value})))
    return Pieces(inside, whole, zeros, tuple(parts), conditions)


def _inside(whole: Expr) -> tuple[Expr | None, tuple[Expr, ...]]:
    if isinstance(whole, Abs | sign):
        return whole.args[0], ()
    if len(whole.args) == 2:
        first, second = whole.args
        return first - second, (first, second)
    return None, ()


def _value(whole: Expr, inside: Expr, other: tuple[Expr, ...], positive: bool) -> Expr:
    match whole:
        case Abs():
            return inside if positive else -inside
        case sign():
            return S.One if positive else S.NegativeOne
        case Max():
            return other[0] if positive else other[1]
    return other[1] if positive else other[0]


def _zeros(inside: Expr, x: Symbol, node: Int) -> tuple[tuple[Expr, ...], tuple[Basic, ...]] | None:
    """The zeros strictly between the limits in order, with what letters must satisfy for them to lie so."""
    low, high = node.limits
    found = zeros(inside, x, low, high)
    if found is None:
        return None
    kept: list[Expr] = []
    conditions: list[Basic] = []
    for root in found:
        if root.free_symbols or (low.free_symbols | high.free_symbols):
            inside = [evaluated(root - low), evaluated(high - root)]
            if any(d.is_nonpositive for d in inside):
                continue
            conditions += [c for c, d in ((Gt(root, low), inside[0]), (Lt(root, high), inside[1])) if not d.is_positive]
            kept.append(root)  # where the letters do not say it, it is taken to lie between the limits, and that is said
        elif (there := between(root, low, high, {})) is None:
            return None
        elif there:
            kept.append(root)
    kept.sort(key=lambda r: float(at(r, next(settings(node))).mid()))
    return (tuple(kept), tuple(c for c in conditions if c is not S.true)) if len(kept) <= MOST_ZEROS else None


def between(root: Expr, low: Expr, high: Expr, setting: dict[Basic, arb]) -> bool | None:
    """Whether a point lies strictly between two others, for these values of the letters; None where it is not known."""
    try:
        r, a, b = (at(e, setting) for e in (root, *map(_finite, (low, high))))
    except NoValue:
        return None
    if bool(r > a) and bool(r < b):
        return True
    if bool(r < a) or bool(r > b) or evaluated(root - low).is_zero or evaluated(root - high).is_zero:
        return False
    return None


def _finite(end: Expr) -> Expr:
    large = S(10) ** 9
    return large if end is S.Infinity else -large if end is S.NegativeInfinity else end


def _sign(inside: Expr, x: Symbol, low: Expr, high: Expr, node: Int) -> bool | None:
    """Whether the inside is positive between two neighbouring zeros or limits."""
    signs = set()
    a, b = _finite(low), _finite(high)
    for setting in settings(node):
        try:
            start, end = at(a, setting), at(b, setting)
            value = at(inside, {**setting, x: start + (end - start) * 3 / 7})
        except NoValue:
            return None
        if start > end and node.free_symbols:
            continue  # the letters are such that this piece is empty
        signs.add(True if value > 0 else False if value < 0 else None)
    return signs.pop() if len(signs) == 1 else None
