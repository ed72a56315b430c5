"""Changes of variable that clear the root of a quadratic: x = a sin t, a tan t, a sec t, a sinh t."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Abs, Basic, Expr, Pow, Symbol, asec, asin, asinh, atan, cos, cosh, powsimp, sec, sin, sinh, sqrt, tan

from tutor.maths.integrals.letters import unused
from tutor.maths.integrals.table import pure_quadratic, root_of

ANGLES = ("theta", "phi", "alpha", "t")
ARGUMENTS = ("t", "s", "w")  # of hyperbolic functions


@dataclass(frozen=True, slots=True)
class Circular:
    """x = by with its slope; what the root becomes; the integrand in the angle; the angle as a function of x."""

    angle: Symbol
    by: Expr
    slope: Expr
    root: Expr
    becomes: Expr
    integrand: Expr
    back: Expr
    conditions: tuple[Basic, ...]


def changes(f: Expr, x: Symbol, hyperbolic: bool) -> Iterator[Circular]:
    """For the one quadratic p x^2 + q that stands in f to a half-integer power, or to a negative power below -1."""
    if f.has(Abs):
        return
    bases = {p.base for p in f.atoms(Pow) if p.base.has(x) and p.exp.is_Rational and (p.exp.q == 2 or p.exp <= -2) and not p.base.is_Symbol}
    quadratics = [(b, pure_quadratic(b, x)) for b in sorted(bases, key=str)]
    found = [(b, pq) for b, pq in quadratics if pq is not None]
    if len(found) != 1 or len(bases) != 1:
        return
    base, (p, q) = found[0]
    used = {str(s) for s in f.free_symbols}
    names = ARGUMENTS if hyperbolic else ANGLES
    t = Symbol(unused(names, used), real=True)
    positive_p = p.is_positive or (not p.is_negative and not p.could_extract_minus_sign())
    positive_q = q.is_positive or (not q.is_negative and not q.could_extract_minus_sign())
    a, first = root_of(q if positive_q else -q)
    k, second = root_of(p if positive_p else -p)
    scale = a / k
    conditions: tuple[Basic, ...] = (*first, *second)
    rooted = any(e.base == base and e.exp.q == 2 for e in f.atoms(Pow))
    match positive_p, positive_q:
        case False, True if not hyperbolic and rooted:
            by, slope, becomes, back = scale * sin(t), scale * cos(t), a * cos(t), asin(x / scale)
        case True, True if not hyperbolic:
            by, slope, becomes, back = scale * tan(t), scale * sec(t) ** 2, a * sec(t), atan(x / scale)
        case True, True if rooted:
            by, slope, becomes, back = scale * sinh(t), scale * cosh(t), a * cosh(t), asinh(x / scale)
        case True, False if not hyperbolic and rooted:
            by, slope, becomes, back = scale * sec(t), scale * sec(t) * tan(t), a * tan(t), asec(x / scale)
            conditions = (*conditions, x > scale)
        case _:
            return
    cleared = f.replace(lambda e: isinstance(e, Pow) and e.base == base, lambda e: becomes ** (2 * e.exp))
    integrand = powsimp(cleared.xreplace({x: by}) * slope)
    if not integrand.has(x):
        yield Circular(t, by, slope, sqrt(base) if rooted else base, becomes if rooted else becomes**2, integrand, back, conditions)
