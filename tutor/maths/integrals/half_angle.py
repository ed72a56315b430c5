"""Rational functions of sine and cosine of one angle as rational functions of the tangent of half of it."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Basic, Eq, Expr, S, Symbol, cancel, cos, cot, csc, factor, floor, oo, pi, sec, sin, tan

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.writing import written
from tutor.trees.heads import At, Int
from tutor.trees.tree import evaluated

LETTERS = ("t", "u", "s", "w")


@dataclass(frozen=True, slots=True)
class Rationalised:
    """t = tan(angle) with the half angle, dx by dt, and the integrand in t."""

    letter: Symbol
    angle: Expr
    half: Expr
    slope: Expr
    integrand: Expr

    def integral(self, node: Int) -> tuple[Basic, dict[str, object]] | None:
        """The integral in t, put back where it has no limits, and what is said of it; None where the tangent jumps between the limits."""
        x, t, tangent = node.variable, self.letter, written(self.half)
        integrand, facts = written(self.integrand), {"x": x, "t": t, "slope": written(self.slope), "definite": node.is_definite}
        facts["gap"] = Eq(cos(self.angle), 0, evaluate=False) if self._leaves_out(node) else None
        if not node.is_definite:
            return At(Int(integrand, t), (t,), (tangent,)), facts
        a, b = node.limits
        limits = self.limits(x, a, b)
        if limits is None:
            return None
        low, high = limits
        return Int(integrand, t, low, high), facts | {"a": a, "b": b, "low": low, "high": high}

    def _leaves_out(self, node: Int) -> bool:
        """Whether the tangent has no value at places where the integrand has one."""
        x = node.variable
        place = (pi / 2 - self.angle.subs(x, 0)) / self.angle.diff(x)
        return not node.is_definite and evaluated(node.expr).subs(x, place).is_finite is not False

    def limits(self, x: Symbol, a: Expr, b: Expr) -> tuple[Expr, Expr] | None:
        """The limits of t; None where the tangent jumps between them. At a jump itself the limit is infinite."""
        low, high = (evaluated(self.angle.subs(x, evaluated(e))) for e in (a, b))
        if (low.free_symbols or high.free_symbols) or not low.is_finite or not high.is_finite:
            return None
        first, last = (low / pi + S.Half, high / pi + S.Half)
        if not bool(last > first) or (floor(last) > floor(first) and not (last.is_integer and floor(last) == floor(first) + 1)):
            return None
        start = -oo if first.is_integer else tan(low)
        end = oo if last.is_integer else tan(high)
        return start, end


def of_one_angle(f: Expr, x: Symbol) -> tuple[set[Expr], Expr, Expr] | None:
    """The functions of an angle in f, the angle and its slope; None where it is not one angle alone, linear in x."""
    found = {e for e in f.atoms(sin, cos, tan, sec, csc, cot) if e.has(x)}
    angles = {e.args[0] for e in found}
    if len(angles) != 1:
        return None
    (angle,) = angles
    k = slope_of(angle, x)
    return None if k is None else (found, angle, k)


def letter_for(f: Expr) -> Symbol:
    """A letter for the tangent that f does not have."""
    return Symbol(unused(LETTERS, {str(s) for s in f.free_symbols}), real=True)


def rationalised(f: Expr, x: Symbol) -> Rationalised | None:
    """f in t = tan(x/2); None where it is no rational function of sine and cosine of one linear angle."""
    one = of_one_angle(f, x)
    if one is None:
        return None
    found, angle, k = one
    t = letter_for(f)
    sine, cosine = 2 * t / (1 + t**2), (1 - t**2) / (1 + t**2)
    table = {sin: sine, cos: cosine, tan: sine / cosine, cot: cosine / sine, sec: 1 / cosine, csc: 1 / sine}
    inside = f.xreplace({e: table[type(e)] for e in found})
    if inside.has(x) or not inside.is_rational_function(t):
        return None
    slope = 2 / (k * (1 + t**2))
    return Rationalised(t, angle / 2, tan(angle / 2), slope, factor(cancel(inside * slope)))
