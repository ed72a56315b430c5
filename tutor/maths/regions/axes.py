"""The axes along which limits are found: lines, radii and angles; an angle is two algebraic letters, its cosine and its sine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sympy import Add, Basic, Dummy, Expr, Mul, Pow, S, Symbol, cancel, cos, cot, csc, expand, expand_trig, factor, pi, sec, sin, tan

Kind = Literal["line", "radius", "circle", "tilt"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A coordinate: any number, a radius (not negative), an angle once round, or the tilt from 0 to pi against the upright axis."""

    symbol: Symbol
    kind: Kind = "line"
    between: tuple[Expr, Expr] | None = None  # where it is said from which angle to which

    @property
    def ends(self) -> tuple[Expr, Expr]:
        """Between which numbers it runs."""
        if self.between is not None:
            return self.between
        match self.kind:
            case "radius":
                return S.Zero, S.Infinity
            case "circle":
                return S.Zero, 2 * pi
            case "tilt":
                return S.Zero, pi
        return S.NegativeInfinity, S.Infinity

    @property
    def is_angle(self) -> bool:
        """Whether it stands in walls by its cosine and sine."""
        return self.kind in ("circle", "tilt")


@lru_cache(maxsize=64)
def pair(angle: Symbol) -> tuple[Symbol, Symbol]:
    """The letters for its cosine and its sine, which is not negative for a tilt: an angle that is known to be positive."""
    return Dummy(f"cos_{angle}", real=True), Dummy(f"sin_{angle}", real=True, nonnegative=angle.is_positive or None)


CIRCULAR = (sin, cos, tan, cot, sec, csc)


def algebraic(expr: Expr, axes: Iterable[Axis]) -> Expr:
    """With c and s for the cosine and the sine of every angle, roots of squares taken, and cos^2 + sin^2 = 1 used."""
    for axis in axes:
        if axis.is_angle and axis.symbol in expr.free_symbols:
            expr = _in_letters(expr, axis.symbol)
    angles = [a.symbol for a in axes if a.is_angle]
    return _rooted(expr, tuple(angles))


def _in_letters(expr: Expr, t: Symbol) -> Expr:
    c, s = pair(t)
    multiples = {w: expand_trig(w) for w in expr.atoms(*CIRCULAR) if not w.args[0].has(*CIRCULAR)}  # cos 2t, and not sin(r^2 cos^2 t)
    opened = expr.xreplace(multiples)
    return opened.subs({cos(t): c, sin(t): s, tan(t): s / c, cot(t): c / s, sec(t): 1 / c, csc(t): 1 / s})


def geometric(expr: Expr, axes: Iterable[Axis]) -> Expr:
    """The angles themselves in place of the letters."""
    back: dict[Basic, Basic] = {}
    for axis in axes:
        if axis.is_angle:
            c, s = pair(axis.symbol)
            back |= {c: cos(axis.symbol), s: sin(axis.symbol)}
    return expr.xreplace(back) if back else expr


def _rooted(expr: Expr, angles: tuple[Symbol, ...]) -> Expr:
    """What stands below a root reduced first, so that squares come out."""
    if not expr.args:
        return expr
    args = [_rooted(a, angles) for a in expr.args]
    if isinstance(expr, Pow) and args[1].is_Rational and not args[1].is_Integer:
        base = reduced(args[0], angles)
        return Pow(_with_squares(base) if isinstance(base, Add) and base.free_symbols else base, args[1])
    return expr.func(*args)


def _with_squares(base: Expr) -> Expr:
    """The squares and the single letters in a sum as factors, the rest of it multiplied out."""
    apart = [f for f in Mul.make_args(factor(base)) if isinstance(f, Pow) or not f.is_Add]
    rest = expand(cancel(base / Mul(*apart)))
    return Mul(*apart, rest)


def reduced(expr: Expr, angles: Iterable[Symbol]) -> Expr:
    """Multiplied out, and shortest with c^2 + s^2 = 1 for every angle."""
    return min(versions(expr, angles), key=lambda e: (e.count_ops(), str(e)))


def versions(expr: Expr, angles: Iterable[Symbol]) -> list[Expr]:
    """The expression multiplied out, and with one of the squares of cosine and sine replaced."""
    found = [expand(expr)]
    for t in angles:
        c, s = pair(t)
        if {c, s} & found[0].free_symbols:
            found = [v for e in found for v in (e, _lowered(e, s, 1 - c**2), _lowered(e, c, 1 - s**2))]
    return list(dict.fromkeys(found))


def _lowered(expr: Expr, letter: Symbol, square: Expr) -> Expr:
    """letter^2 replaced by its square as often as it goes."""

    def lower(power: Expr) -> Expr:
        if power.base == letter and power.exp.is_Integer and power.exp >= 2:
            n = int(power.exp)
            return square ** (n // 2) * letter ** (n % 2)
        return power

    return expand(expr.replace(lambda e: isinstance(e, Pow), lower))
