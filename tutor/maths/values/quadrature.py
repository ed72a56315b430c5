"""Integrals inside claims: rigorous quadrature where the integrand has complex values, numeric quadrature elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import sympy as sp
from flint import acb, arb, ctx

from tutor.maths.values.double_exponential import double_exponential
from tutor.maths.values.jets import NoValue, finite
from tutor.trees.heads import Int

PANELS = (3, 5)  # their difference is the error estimate of a quadrature
GAUSS_NODES = 20
WINDOW = 30  # of an infinite interval that is looked through for poles
MOST_QUARTERS = 24  # at which an interval is cut
MARGIN = 2.0**-10  # of an interval at its ends, where it may be improper
DEEPEST = 24  # halvings until a part without an enclosure is taken for a pole
MOST_LOOKS = 12_000  # at parts of an interval in one search for poles
DEARER = 100  # a look where another integral stands inside
ACCURACY = arb(2) ** -50  # relative to the integral or to 1: a little sharper than what two claims are compared to
ROUGH = 2.0**-42  # an enclosure wider than this says nothing
MOST_EVALUATIONS = 30_000  # of integrands in one enclosure
OFTEN = 4  # times as many where there are no letters: then one enclosure is enough
MOST_A_LEVEL = 4_000  # of one integral in it
NOTHING = acb(arb.nan())
# Functions that are analytic wherever they are finite: a branch cut inside a ball would go unseen.
WITHOUT_CUTS = (sp.exp, sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.csch, sp.coth)
WITH_CUTS = (sp.log, sp.Abs, sp.sign, sp.Max, sp.Min, sp.atan, sp.asin, sp.acos, sp.asinh, sp.acosh, sp.atanh)
KNOWN = (sp.Rational, sp.Symbol, sp.Add, sp.Mul, sp.Pow, *WITHOUT_CUTS, *WITH_CUTS)


def area(
    integrand: sp.Basic,
    variable: sp.Basic,
    limits: tuple[sp.Basic, sp.Basic],
    where: Mapping[sp.Basic, arb],
    at: Callable[[arb], arb],
    sharp: bool = False,
    inside: bool = False,
) -> tuple[arb, bool]:
    """The integral between the limits as a ball, and whether that holds for sure. `at` gives the integrand at a real ball.

    With `sharp` to the last bit: differences of it are wanted. One `inside` another is enclosed or, where it is proper, left.
    """
    if limits[1] is sp.S.Infinity and integrand.has(sp.log(variable)) and _known(limits[0]) and _end(limits[0], where) > 0:
        s = sp.Dummy("s", real=True)  # x = e^s: a tail that falls by powers of a logarithm is long, and this one is not
        even = (integrand.subs(variable, sp.exp(s)) * sp.exp(s)).expand(power_base=True)
        return area(even, s, (sp.log(limits[0]), limits[1]), where, lambda at_s: at(at_s.exp()) * at_s.exp(), sharp, inside)
    if all(map(_known, (integrand, *limits))):
        try:
            return _enclosed(integrand, variable, limits, where, sharp), True
        except NoValue:
            if sharp or inside:
                raise
    if any(a.has(Int) for e in integrand.atoms(Int) for a in e.args):
        raise NoValue("no enclosure of a threefold integral")
    low, high = (_end(e, where) for e in limits)
    if sharp:
        coarse, fine = (_gauss(at, low, high, panels) for panels in PANELS)
        error = 4 * abs(fine - coarse)
        return finite(fine + error.union(-error)), False
    cuts = (low, *_cuts(integrand, variable, low, high, where), high)
    looks = [MOST_LOOKS // (DEARER if integrand.has(Int) else 1)]
    pieces = [double_exponential(at, a, b) for a, b in pairwise(cuts) if _clear(at, a, b, looks)]
    if len(pieces) < len(cuts) - 1:
        raise NoValue("the integrand is not bounded somewhere between the limits")
    return sum(pieces, arb(0)), False


def _cuts(f: sp.Basic, x: sp.Basic, low: arb, high: arb, where: Mapping[sp.Basic, arb]) -> list[arb]:
    """The places between the limits where a part of the integrand that is linear or quadratic in x is 0, in order.

    Of a root with a sine or cosine of a linear angle in it, as of 1 + cos x, all multiples of a quarter turn.
    """
    insides = {p.base for p in f.atoms(sp.Pow) if not (p.exp.is_Integer and p.exp > 0)}
    insides |= {e.args[0] for e in f.atoms(sp.log, sp.Abs, sp.sign)}
    insides |= {a for e in insides if isinstance(e, sp.Mul) for a in e.args}
    found = []
    for inside in insides:
        if not inside.has(x) or not inside.is_polynomial(x) or not _known(inside) or inside.free_symbols - {x} - where.keys():
            continue
        coefficients = [Integrand(where).value(c).real for c in sp.Poly(inside, x).all_coeffs()]
        found += [r for r in _real_roots(coefficients) if r > low and r < high]
    angles = {c.args[0] for e in insides for c in e.atoms(sp.sin, sp.cos) if e.has(x)}
    found += [r for u in angles if u.has(x) for r in _quarters(u, x, low, high, where)]
    found.sort(key=lambda r: float(r.mid()))
    return [r for k, r in enumerate(found) if not k or r > found[k - 1]]


def _quarters(angle: sp.Basic, x: sp.Basic, low: arb, high: arb, where: Mapping[sp.Basic, arb]) -> Iterator[arb]:
    """The places between the limits where a linear angle is a multiple of a quarter turn; none where there are many."""
    slope, start = angle.coeff(x, 1), angle.subs(x, 0)
    if slope.has(x) or (angle - slope * x - start).expand() != 0 or not _known(angle) or angle.free_symbols - {x} - where.keys():
        return
    k, c = (Integrand(where).value(e).real for e in (slope, start))
    quarter = arb.pi() / 2
    ends = sorted(float(((k * e + c) / quarter).mid()) for e in (low, high)) if low.is_finite() and high.is_finite() else [0.0, 0.0]
    if ends[1] - ends[0] > MOST_QUARTERS or k.contains(0):
        return
    for n in range(math.floor(ends[0]), math.ceil(ends[1]) + 1):
        place = (n * quarter - c) / k
        if place > low and place < high:
            yield place


def _real_roots(coefficients: list[arb]) -> list[arb]:
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


def _clear(at: Callable[[arb], arb], low: arb, high: arb, looks: list[int], depth: int = 0) -> bool:
    """Whether an integrand has finite enclosures on parts that cover the interval but for a little at its ends.

    `looks` are left for all of the search; `NoValue` where they are used up: then nothing is known.
    """
    if not depth:
        if not low.is_finite() and not high.is_finite():
            return _clear(at, -arb(WINDOW), arb(WINDOW), looks, 1)
        low, high = (low if low.is_finite() else high - WINDOW), (high if high.is_finite() else low + WINDOW)
        edge = (high - low) * MARGIN
        low, high = low + edge, high - edge
    looks[0] -= 1
    if looks[0] < 0:
        raise NoValue("whether the integrand is bounded between the limits is not found with so much work")
    try:
        at(low.union(high))
        return True
    except NoValue:
        if depth > DEEPEST:
            return False
        middle = arb(((low + high) / 2).mid())
        return _clear(at, low, middle, looks, depth + 1) and _clear(at, middle, high, looks, depth + 1)


def _end(limit: sp.Basic, where: Mapping[sp.Basic, arb]) -> arb:
    if limit in (sp.S.Infinity, sp.S.NegativeInfinity):
        return arb.pos_inf() if limit is sp.S.Infinity else arb.neg_inf()
    if not _known(limit):
        raise NoValue(f"no value for the limit {limit}")
    return finite(Integrand(where).value(limit).real)


def _enclosed(f: sp.Basic, x: sp.Basic, limits: tuple[sp.Basic, sp.Basic], where: Mapping[sp.Basic, arb], sharp: bool) -> arb:
    integrand = Integrand(where, arb(2) ** -ctx.prec if sharp else ACCURACY)
    if not where:
        integrand.left *= OFTEN
    found = integrand.integral(f, x, limits, frozenset())({}, False)
    if not found.imag.contains(0):
        raise NoValue("not real somewhere between the limits")
    ball = finite(found.real)  # not where the work was given up: then nothing was added
    if not ball.rad() < ROUGH * (1 + abs(ball.mid())):
        raise NoValue("no sharp enclosure")
    return ball


def _gauss(f: Callable[[arb], arb], low: arb, high: arb, panels: int) -> arb:
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


Inner = Mapping[sp.Basic, acb]
Compiled = Callable[[Inner, bool], acb]


class Integrand:
    """Values at complex balls. With `analytic`, nothing where a ball meets a branch cut.

    A tree is turned into functions once; what holds no variable of integration is reckoned once.
    """

    def __init__(self, where: Mapping[sp.Basic, arb], accuracy: arb = ACCURACY) -> None:
        self.where, self.accuracy, self.left = where, accuracy, MOST_EVALUATIONS
        self.made: dict[tuple[sp.Basic, frozenset[sp.Basic]], Compiled] = {}

    def value(self, expr: sp.Basic) -> acb:
        """The value of what holds no variable of integration."""
        return self.compiled(expr, frozenset())({}, False)

    def compiled(self, expr: sp.Basic, bound: frozenset[sp.Basic]) -> Compiled:
        """The value as a function of the bound letters."""
        found = self.made.get((expr, bound))
        if found is None:
            found = self._compiled(expr, bound)
            if not expr.free_symbols & bound:
                found = _once(found)
            self.made[expr, bound] = found
        return found

    def _compiled(self, expr: sp.Basic, bound: frozenset[sp.Basic]) -> Compiled:
        match expr:
            case sp.Rational():
                number = acb(int(expr.p)) / int(expr.q)
                return lambda inner, analytic: number
            case sp.Symbol() if expr in bound:
                return lambda inner, analytic: inner[expr]
            case sp.Symbol():
                fixed = acb(self.where[expr])
                return lambda inner, analytic: fixed
            case Int():
                return self.integral(expr.expr, expr.variable, expr.limits, bound)
            case _ if expr == sp.pi:
                return lambda inner, analytic: acb.pi()
            case _ if expr == sp.E:
                return lambda inner, analytic: acb(1).exp()
        parts = [self.compiled(a, bound) for a in expr.args]
        match expr:
            case sp.Add():
                return lambda inner, analytic: _sum([p(inner, analytic) for p in parts])
            case sp.Mul():
                return lambda inner, analytic: _product([p(inner, analytic) for p in parts])
            case sp.Pow():
                return _power(parts[0], expr.args[1], parts[1])
            case sp.Max() | sp.Min():
                name = "real_max" if isinstance(expr, sp.Max) else "real_min"
                return lambda inner, analytic: _largest(name, [p(inner, analytic) for p in parts], analytic)
        return lambda inner, analytic: _applied(type(expr), parts[0](inner, analytic), analytic)

    def integral(self, f: sp.Basic, x: sp.Basic, limits: tuple[sp.Basic, ...], bound: frozenset[sp.Basic]) -> Compiled:
        """Along the straight line between the limits; with `analytic`, as a function of the bound letters."""
        low, high = (self.compiled(e, bound) for e in limits)
        still, moving = f.as_independent(x, as_Add=False) if f.is_Mul else (sp.S.One, f)
        factor, at = self.compiled(still, bound), self.compiled(moving, bound | {x})
        alone = _once if not (bound & (moving.free_symbols - {x} | limits[0].free_symbols | limits[1].free_symbols)) else _itself

        def along(inner: Inner, analytic: bool) -> acb:
            a, b = low(inner, analytic), high(inner, analytic)
            length = b - a

            def there(t: acb, smooth: bool) -> acb:
                self.left -= 1
                return NOTHING if self.left < 0 else at({**inner, x: a + length * t}, smooth or analytic)

            if self.left < 0:
                return NOTHING
            limit = min(MOST_A_LEVEL, self.left + 1)
            return length * acb.integral(there, acb(0), acb(1), rel_tol=self.accuracy, abs_tol=self.accuracy, eval_limit=limit)

        found = alone(along)
        return lambda inner, analytic: factor(inner, analytic) * found(inner, analytic)


def _itself(f: Compiled) -> Compiled:
    return f


def _once(f: Compiled) -> Compiled:
    """The value of what does not move, kept; it is analytic in what it does not hold."""
    kept: list[acb] = []

    def found(inner: Inner, analytic: bool) -> acb:
        if not kept:
            kept.append(f(inner, False))
        return kept[0]

    return found


def _sum(values: list[acb]) -> acb:
    out = values[0]
    for v in values[1:]:
        out = out + v
    return out


def _product(values: list[acb]) -> acb:
    out = values[0]
    for v in values[1:]:
        out = out * v
    return out


def _largest(name: str, values: list[acb], analytic: bool) -> acb:
    out = values[0]
    for v in values[1:]:
        out = getattr(out, name)(v, analytic=analytic)
    return out


def _power(base: Compiled, n: sp.Basic, exponent: Compiled) -> Compiled:
    if n.is_Integer:
        whole = int(n)
        return lambda inner, analytic: base(inner, analytic) ** whole

    def found(inner: Inner, analytic: bool) -> acb:
        b = base(inner, analytic)
        if n == sp.S.Half:
            return NOTHING if b.real < 0 and b.imag.contains(0) else b.real_sqrt(analytic=analytic)
        if isinstance(n, sp.Rational) and n.q % 2 and b.imag == 0 and b.real < 0:  # the real odd root
            root = (-b).pow(acb(int(n.p)) / int(n.q), analytic=analytic)
            return -root if n.p % 2 else root
        return b.pow(exponent(inner, analytic), analytic=analytic)

    return found


def _applied(function: type, u: acb, analytic: bool) -> acb:
    name = function.__name__
    if function in (sp.Abs, sp.sign):
        return u.real_abs(analytic=analytic) if function is sp.Abs else u.real_sgn(analytic=analytic)
    if function is sp.log:
        return u.log(analytic=analytic)
    value: acb = getattr(u, name)()
    # the cuts of the inverse functions are reached only where the derivative stops being finite
    return value if function in WITHOUT_CUTS or not analytic or _away_from_cut(name, u) else NOTHING


def _away_from_cut(name: str, u: acb) -> bool:
    """Whether a ball certainly misses the branch cuts of an inverse function."""
    on_axis = u.imag.contains(0) if name in ("asin", "acos", "atanh", "acosh") else u.real.contains(0)
    if not on_axis:
        return True
    along = u.real if name in ("asin", "acos", "atanh", "acosh") else u.imag
    return bool(along > 1) if name == "acosh" else bool(abs(along) < 1)
