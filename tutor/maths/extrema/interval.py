"""Where conditions u >= 0 on one letter hold: closed intervals with exact ends, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sympy import Expr, Integer, Poly, PolynomialError, Rational, S, Symbol, cancel, fraction, sqrt, together

from tutor.errors import Unsupported
from tutor.maths.extrema.compare import ranked
from tutor.maths.extrema.region import sign_at
from tutor.maths.solving.solve import solve_system
from tutor.maths.solving.values import decimal, nice
from tutor.trees.heads import Equation, System

STEPS = 2000  # for the zeros of one condition
GRAIN = 2**20  # rational numbers between two ends have this denominator, unless the ends are closer


@dataclass(frozen=True, slots=True)
class Span:
    """low <= t <= high; an infinite end, or one at a pole, does not belong to it."""

    low: Expr
    high: Expr
    low_in: bool = True
    high_in: bool = True

    @property
    def ends(self) -> tuple[Expr, ...]:
        """Those that belong to it; one where it is a point."""
        return tuple(dict.fromkeys(e for e, has in ((self.low, self.low_in), (self.high, self.high_in)) if has))

    @property
    def point(self) -> bool:
        """Whether it is only a point."""
        return bool(self.low == self.high)


def spans(conditions: Sequence[Expr], t: Symbol, defined: Sequence[Expr] = ()) -> tuple[Span, ...] | None:
    """Where every condition is at least 0 and the other expressions have a value; None where that is not found or decided."""
    try:
        poles = [z for e in defined for z in _zeros(fraction(together(e))[1], t)]
        breaks = _in_order([*poles, *(z for u in conditions for z in _zeros(u, t))])
        return tuple(_merged(conditions, t, breaks, defined))
    except Unsupported:
        return None


def _in_order(values: Sequence[Expr]) -> list[Expr]:
    return [values[group[0]] for group in ranked(values)]


def _zeros(u: Expr, t: Symbol) -> list[Expr]:
    """The real zeros and poles."""
    out: list[Expr] = []
    for part in fraction(cancel(u) if u.is_rational_function(t) else together(u)):
        if t in part.free_symbols:
            out.extend(_roots(part, t))
    return out


def _roots(u: Expr, t: Symbol) -> list[Expr]:
    try:
        p: Poly | None = Poly(u, t)
    except PolynomialError:
        p = None
    if p is not None and p.degree() == 1:
        return [nice(-p.nth(0) / p.nth(1))]
    if p is not None and p.degree() == 2:
        a, b, c = p.all_coeffs()
        d = (b**2 - 4 * a * c).expand()
        if sign_at(d, {}) < 0:
            return []
        return [nice((-b + s * sqrt(d)) / (2 * a)) for s in (1, -1)]
    solved = solve_system(System([Equation(u, S.Zero)], (t,)), steps=STEPS)
    if any(r.parameters for r in solved.roots):
        raise Unsupported("cannot do this: an edge with infinitely many corners")
    return [r.at[t] for r in solved.roots]


def _merged(conditions: Sequence[Expr], t: Symbol, breaks: Sequence[Expr], defined: Sequence[Expr]) -> list[Span]:
    out: list[Span] = []
    edges: list[Expr] = [S.NegativeInfinity, *breaks, S.Infinity]
    for low, high in pairwise(edges):
        if low is not S.NegativeInfinity and _holds(conditions, t, low, defined):
            if not (out and out[-1].high == low and not out[-1].high_in):
                out.append(Span(low, low))
            else:
                out[-1] = Span(out[-1].low, low, out[-1].low_in, True)
        if _holds(conditions, t, between(low, high), defined):
            joined = bool(out and out[-1].high == low and out[-1].high_in)
            first = out.pop() if joined else Span(low, low, False)
            out.append(Span(first.low, high, first.low_in if joined else False, False))
    return out


def _holds(conditions: Sequence[Expr], t: Symbol, at: Expr, defined: Sequence[Expr]) -> bool:
    if not all(_defined(e, t, at) for e in defined):
        return False
    return all(_defined(u, t, at) and sign_at(u, {t: at}) >= 0 for u in conditions)


def _defined(u: Expr, t: Symbol, at: Expr) -> bool:
    return u.subs(t, at).is_finite is not False


def between(low: Expr, high: Expr) -> Expr:
    """A number inside an interval, a rational one where the ends are numbers."""
    if low is S.NegativeInfinity and high is S.Infinity:
        return S.Zero
    if low is S.NegativeInfinity:
        return high - 1 if high.free_symbols else Integer(_floor(decimal(high)) - 1)
    if high is S.Infinity:
        return low + 1 if low.free_symbols else Integer(_floor(decimal(low)) + 2)
    middle = (low + high) / 2
    if middle.free_symbols or middle.is_Rational:
        return middle
    near = Rational(round(decimal(middle) * GRAIN), GRAIN)
    return near if sign_at(near - low, {}) > 0 and sign_at(high - near, {}) > 0 else middle


def _floor(number: float) -> int:
    return int(number // 1)
