"""Bounds for all angles that can be read off: |cos t| and |sin t| are at most 1, |sin t cos t| at most 1/2.

A fraction of polynomials in cos t and sin t is at most the size of its numerator over the least value of its denominator,
each found term by term; cos² t + sin² t = 1 serves to find a number in the denominator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr, Poly, S, Symbol, cos, expand, fraction, rem, sin, together


@dataclass(frozen=True, slots=True)
class ByHand:
    """|`above`| <= `most_above` and `below` >= `least_below` > 0 for all angles; `half` where |sin t cos t| <= 1/2 is used."""

    above: Expr
    most_above: Expr
    below: Expr
    least_below: Expr
    half: bool

    @property
    def most(self) -> Expr:
        """What the fraction is at most."""
        return self.most_above / self.least_below


def by_hand(rest: Expr, angle: Symbol) -> ByHand | None:
    """The bound of a fraction in the angle, term by term; None where it is no such fraction or its denominator may be 0."""
    c, s = Symbol("c", real=True), Symbol("s", real=True)
    above, below = (part.subs({cos(angle): c, sin(angle): s}) for part in fraction(together(rest)))
    if not (above.is_polynomial(c, s) and below.is_polynomial(c, s)) or (above.free_symbols | below.free_symbols) - {c, s}:
        return None
    if not below.has(c, s):
        above, below = expand(above / below), S.One
    if below.subs({c: 1, s: 0}).is_negative:  # at the angle 0
        above, below = -above, -below
    found = [(_least(v, c, s), v) for v in _variants(below, c, s)]
    least, written = max(found, key=lambda f: f[0])
    if not least.is_positive:
        return None
    back = {c: cos(angle), s: sin(angle)}
    half = any(_mixed(m) for m, _ in (*Poly(above, c, s).terms(), *Poly(written, c, s).terms()))
    return ByHand(expand(above).subs(back), _most(above, c, s), written.subs(back), least, half)


def _variants(expr: Expr, c: Symbol, s: Symbol) -> Iterator[Expr]:
    """The expression, and what it is with one of the squares replaced."""
    yield expr
    yield rem(expr, c**2 + s**2 - 1, c)
    yield rem(expr, c**2 + s**2 - 1, s)


def _most(expr: Expr, c: Symbol, s: Symbol) -> Expr:
    return sum((abs(k) * _size(m) for m, k in Poly(expr, c, s).terms()), S.Zero)


def _least(expr: Expr, c: Symbol, s: Symbol) -> Expr:
    """A number below the expression: its constant term, less the size of every term that may be negative."""
    least = S.Zero
    for m, k in Poly(expr, c, s).terms():
        if not any(m):
            least += k
        elif any(e % 2 for e in m) or k.is_negative:
            least -= abs(k) * _size(m)
    return least


def _mixed(m: tuple[int, ...]) -> bool:
    return all(m)


def _size(m: tuple[int, ...]) -> Expr:
    """Of a product of powers of cosine and sine, the size that it is never beyond."""
    return S.Half ** min(m)  # (sin t cos t)² is at most 1/4
