"""When a curve of sines and cosines goes through a point: the values of the parameter in one turn, after which it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Dummy, Expr, Rational, Symbol, acos, asin, cos, igcd, ilcm, pi, sin

from tutor.maths.numbers import sign_of
from tutor.trees import tree

MOST = 24  # values in one turn


@dataclass(frozen=True, slots=True)
class Turn:
    """The period, the coordinate that was solved (which one, and for what), its values in one turn, and those at which all agree."""

    period: Expr
    by: int
    tried: tuple[Expr, ...]
    found: tuple[Expr, ...]


def one_turn(position: Sequence[Expr], place: Sequence[Expr], t: Symbol) -> Turn | None:
    """The values from 0 up to the period; None where the curve is not made of sines and cosines of t, or no coordinate is a single one."""
    forms = [tree.plain(c) for c in position]
    waves = {w for f in forms for w in f.atoms(sin, cos) if t in w.free_symbols}
    rates = [(w.args[0] / t) for w in waves]
    stands = {w: Dummy() for w in waves}
    if not waves or not all(r.is_Rational for r in rates) or any(t in f.xreplace(stands).free_symbols for f in forms):
        return None
    period = 2 * pi * Rational(ilcm(1, *(r.q for r in rates)), igcd(*(r.p for r in rates)))
    for k, (f, p) in enumerate(zip(forms, place, strict=True)):
        tried = _values(f - p, t, period)
        if tried is not None and len(tried) <= MOST:
            found = tuple(v for v in tried if all(sign_of((g - q).subs(t, v)) == 0 for g, q in zip(forms, place, strict=True)))
            return Turn(period, k, tried, found)
    return None


def _values(form: Expr, t: Symbol, period: Expr) -> tuple[Expr, ...] | None:
    """The zeros of a sin(k t) + b or a cos(k t) + b from 0 up to the period; None for another form."""
    waves = [w for w in form.atoms(sin, cos) if t in w.free_symbols]
    if len(waves) != 1:
        return None
    (wave,) = waves
    a, b = form.coeff(wave, 1), form.coeff(wave, 0)
    if a.free_symbols or b.free_symbols or (form - a * wave - b).expand() != 0 or sign_of(a) in (0, None):
        return None
    c, rate = -b / a, abs(wave.args[0] / t)
    if sign_of(1 - c**2) in (-1, None):
        return () if sign_of(1 - c**2) == -1 else None
    if isinstance(wave, cos):
        angles = [acos(c), 2 * pi - acos(c)]
    else:
        c = c if (wave.args[0] / t).is_positive else -c
        angles = [asin(c), pi - asin(c)]
    turns = range(-1, int(rate * period / (2 * pi)) + 1)
    values = {((angle + 2 * pi * n) / rate).expand() for angle in angles for n in turns}
    return tuple(sorted((v for v in values if sign_of(v) in (0, 1) and sign_of(period - v) == 1), key=float))


__all__ = ["Turn", "one_turn"]
