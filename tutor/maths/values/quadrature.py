"""Integrals inside claims: rigorous quadrature where the integrand has complex values, numeric quadrature elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import sympy as sp
from flint import acb, arb, ctx

from tutor.maths.values.double_exponential import double_exponential
from tutor.maths.values.jets import NoValue, finite
from tutor.trees.heads import Int

PANELS = (3, 5)  # their difference is the error estimate of a quadrature
GAUSS_NODES = 20
WINDOW = 30  # of an infinite interval that is looked through for poles
MARGIN = 2.0**-10  # of an interval at its ends, where it may be improper
DEEPEST = 24  # halvings until a part without an enclosure is taken for a pole
ACCURACY = arb(2) ** -50  # relative to the integral or to 1: a little sharper than what two claims are compared to
ROUGH = 2.0**-42  # an enclosure wider than this says nothing
MOST_EVALUATIONS = 8_000  # of integrands in one enclosure
NOTHING = acb(arb.nan())
# Functions that are analytic wherever they are finite: a branch cut inside a ball would go unseen.
WITHOUT_CUTS = (sp.exp, sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.csch, sp.coth)
WITH_CUTS = (sp.log, sp.Abs, sp.sign, sp.Max, sp.Min, sp.atan, sp.asin, sp.acos, sp.asinh, sp.acosh, sp.atanh)
KNOWN = (sp.Rational, sp.Symbol, sp.Add, sp.Mul, sp.Pow, *WITHOUT_CUTS, *WITH_CUTS)


def area(
    integrand: sp.Basic,
    variable: sp.Basic,
    limits: tuple[sp.Basic, sp.Basic],
    where: Mapping[sp.Basic, Any],
    at: Callable[[Any], Any],
    sharp: bool = False,
) -> tuple[Any, bool]:
    """The integral between the limits as a ball, and whether that holds for sure. `at` gives the integrand at a real ball.

    With `sharp` to the last bit: differences of it are wanted.
    """
    if all(map(_known, (integrand, *limits))):
        try:
            return _enclosed(integrand, variable, limits, where, sharp), True
        except NoValue:
            if sharp:
                raise
    low, high = (_end(e, where) for e in limits)
    if sharp:
        coarse, fine = (_gauss(at, low, high, panels) for panels in PANELS)
        error = 4 * abs(fine - coarse)
        return finite(fine + error.union(-error)), False
    cuts = (low, *_cuts(integrand, variable, low, high, where), high)
    pieces = [double_exponential(at, a, b) for a, b in pairwise(cuts) if _clear(at, a, b)]
    if len(pieces) < len(cuts) - 1:
        raise NoValue("the integrand is not bounded somewhere between the limits")
    return sum(pieces, arb(0)), False


def _cuts(f: sp.Basic, x: sp.Basic, low: Any, high: Any, where: Mapping[sp.Basic, Any]) -> list[Any]:
    """The places between the limits where a part of the integrand that is linear or quadratic in x is 0, in order."""
    insides = {p.base for p in f.atoms(sp.Pow) if not (p.exp.is_Integer and p.exp > 0)}
    insides |= {e.args[0] for e in f.atoms(sp.log, sp.Abs, sp.sign)}
    insides |= {a for e in insides if isinstance(e, sp.Mul) for a in e.args}
    found = []
    for inside in insides:
        if not inside.has(x) or not inside.is_polynomial(x) or not _known(inside):
            continue
        coefficients = [Integrand(where).value(c, {}, analytic=False).real for c in sp.Poly(inside, x).all_coeffs()]
        found += [r for r in _real_roots(coefficients) if r > low and r < high]
    found.sort(key=lambda r: float(r.mid()))
    return [r for k, r in enumerate(found) if not k or r > found[k - 1]]


def _real_roots(coefficients: list[Any]) -> list[Any]:
    """The real zeros of a polynomial of degree 1 or 2, the highest coefficient first."""
    match coefficients:
        case [a, b]:
            return [-b / a]
        case [a, b, c]:
            d = b * b - 4 * a * c
            if d.contains(0):
                return [-b / (2 * a)]
            return [(-b + s * d.sqrt()) / (2 * a) for s in (1, -1)] if d > 0 else []
    return []


def _clear(at: Callable[[Any], Any], low: Any, high: Any, depth: int = 0) -> bool:
    """Whether an integrand has finite enclosures on parts that cover the interval but for a little at its ends."""
    if not depth:
        if not low.is_finite() and not high.is_finite():
            return _clear(at, -arb(WINDOW), arb(WINDOW), 1)
        low, high = (low if low.is_finite() else high - WINDOW), (high if high.is_finite() else low + WINDOW)
        edge = (high - low) * MARGIN
        low, high = low + edge, high - edge
    try:
        at(low.union(high))
        return True
    except NoValue:
        if depth > DEEPEST:
            return False
        middle = arb(((low + high) / 2).mid())
        return _clear(at, low, middle, depth + 1) and _clear(at, middle, high, depth + 1)


def _end(limit: sp.Basic, where: Mapping[sp.Basic, Any]) -> Any:
    if limit in (sp.S.Infinity, sp.S.NegativeInfinity):
        return arb.pos_inf() if limit is sp.S.Infinity else arb.neg_inf()
    if not _known(limit):
        raise NoValue(f"no value for the limit {limit}")
    return finite(Integrand(where).value(limit, {}, analytic=False).real)


def _enclosed(f: sp.Basic, x: sp.Basic, limits: tuple[sp.Basic, sp.Basic], where: Mapping[sp.Basic, Any], sharp: bool) -> Any:
    integrand = Integrand(where, arb(2) ** -ctx.prec if sharp else ACCURACY)
    found = integrand.integral(f, x, limits, {}, analytic=False)
    if not found.imag.contains(0):
        raise NoValue("not real somewhere between the limits")
    ball = finite(found.real)  # not where the work was given up: then nothing was added
    if not ball.rad() < ROUGH * (1 + abs(ball.mid())):
        raise NoValue("no sharp enclosure")
    return ball


def _gauss(f: Callable[[Any], Any], low: Any, high: Any, panels: int) -> Any:
    """Gauss-Legendre quadrature over so many panels: for integrands that hold derivatives, which have no complex value."""
    half = (high - low) / (2 * panels)
    total = arb(0)
    for panel in range(panels):
        middle = low + (2 * panel + 1) * half
        for k in range(GAUSS_NODES):
            node, weight = arb.legendre_p_root(GAUSS_NODES, k, weight=True)
            total = total + weight * f(middle + half * node)
    return total * half


def _known(expr: sp.Basic) -> bool:
    """Whether `Integrand` knows every node."""
    if isinstance(expr, Int):
        return expr.is_definite and all(map(_known, expr.args))
    return (isinstance(expr, KNOWN) or expr in (sp.pi, sp.E)) and all(map(_known, expr.args))


class Integrand:
    """Values at complex balls. With `analytic`, nothing where a ball meets a branch cut."""

    def __init__(self, where: Mapping[sp.Basic, Any], accuracy: Any = ACCURACY) -> None:
        self.where, self.accuracy, self.left = where, accuracy, MOST_EVALUATIONS

    def integral(self, f: sp.Basic, x: sp.Basic, limits: tuple[sp.Basic, ...], inner: Mapping[sp.Basic, Any], analytic: bool) -> Any:
        """Along the straight line between the limits; with `analytic`, as a function of the letters in `inner`."""
        a, b = (self.value(e, inner, analytic) for e in limits)
        still, moving = f.as_independent(x, as_Add=False) if f.is_Mul else (sp.S.One, f)
        length = b - a

        def at(t: Any, smooth: bool) -> Any:
            self.left -= 1
            return NOTHING if self.left < 0 else self.value(moving, {**inner, x: a + length * t}, smooth or analytic)

        found = acb.integral(at, acb(0), acb(1), rel_tol=self.accuracy, abs_tol=self.accuracy, eval_limit=max(1, self.left))
        return self.value(still, inner, analytic) * length * found

    def value(self, expr: sp.Basic, inner: Mapping[sp.Basic, Any], analytic: bool) -> Any:
        """The value where the letters in `inner` have these values, the others those of the point."""
        match expr:
            case sp.Rational():
                return acb(int(expr.p)) / int(expr.q)
            case sp.Symbol():
                return acb(inner[expr] if expr in inner else self.where[expr])
            case sp.Add() | sp.Mul():
                out = self.value(expr.args[0], inner, analytic)
                for a in expr.args[1:]:
                    value = self.value(a, inner, analytic)
                    out = out + value if isinstance(expr, sp.Add) else out * value
                return out
            case sp.Pow():
                return self._power(self.value(expr.args[0], inner, analytic), expr.args[1], inner, analytic)
            case Int():
                return self.integral(expr.expr, expr.variable, expr.limits, inner, analytic)
            case sp.Max() | sp.Min():
                out, *others = (self.value(a, inner, analytic) for a in expr.args)
                for v in others:
                    out = (out.real_max if isinstance(expr, sp.Max) else out.real_min)(v, analytic=analytic)
                return out
            case _ if expr == sp.pi:
                return acb.pi()
            case _ if expr == sp.E:
                return acb(1).exp()
        return _applied(type(expr), self.value(expr.args[0], inner, analytic), analytic)

    def _power(self, base: Any, exponent: sp.Basic, inner: Mapping[sp.Basic, Any], analytic: bool) -> Any:
        if exponent.is_Integer:
            return base ** int(exponent)
        if exponent == sp.S.Half:
            return NOTHING if base.real < 0 and base.imag.contains(0) else base.real_sqrt(analytic=analytic)
        if isinstance(exponent, sp.Rational) and exponent.q % 2 and base.imag == 0 and base.real < 0:  # the real odd root
            root = (-base).pow(acb(int(exponent.p)) / int(exponent.q), analytic=analytic)
            return -root if exponent.p % 2 else root
        return base.pow(self.value(exponent, inner, analytic), analytic=analytic)


def _applied(function: type, u: Any, analytic: bool) -> Any:
    name = function.__name__
    if function in WITHOUT_CUTS:
        return getattr(u, name)()
    if function in (sp.Abs, sp.sign):
        return u.real_abs(analytic=analytic) if function is sp.Abs else u.real_sgn(analytic=analytic)
    if function is sp.log:
        return u.log(analytic=analytic)
    value = getattr(u, name)()
    # the cuts of the inverse functions are reached only where the derivative stops being finite
    return value if not analytic or _away_from_cut(name, u) else NOTHING


def _away_from_cut(name: str, u: Any) -> bool:
    """Whether a ball certainly misses the branch cuts of an inverse function."""
    on_axis = u.imag.contains(0) if name in ("asin", "acos", "atanh", "acosh") else u.real.contains(0)
    if not on_axis:
        return True
    along = u.real if name in ("asin", "acos", "atanh", "acosh") else u.imag
    return bool(along > 1) if name == "acosh" else bool(abs(along) < 1)
