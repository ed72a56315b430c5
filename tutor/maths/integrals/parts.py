"""Which factor of an integrand is differentiated and which is integrated, as one chooses it by parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Basic, Expr, Mul, Pow, Symbol, acos, asin, asinh, atan, cancel, log
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.integrals.direct import seen
from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.substitution import slope

TO_DIFFERENTIATE = (log, asin, acos, atan, asinh)


@dataclass(frozen=True, slots=True)
class Split:
    """u and dv with their du and v, and what is left to integrate; `by` is the inside that gave v, if one had to be found."""

    u: Expr
    dv: Expr
    du: Expr
    v: Expr
    rest: Expr
    conditions: tuple[Basic, ...]
    by: Expr | None
    effort: float


def splits(f: Expr, x: Symbol) -> Iterator[Split]:
    """The ways to split f, the usual one first: logarithms and inverse functions, then powers of x, are differentiated."""
    seen_before: set[Expr] = set()
    for u, effort in _first_factors(f, x):
        dv = f / u
        if u in seen_before or dv.has(*TO_DIFFERENTIATE):
            continue
        seen_before.add(u)
        found = seen(dv, x)
        if found is None or (f.is_rational_function(x) and not found.value.is_rational_function(x)):
            continue
        du = slope(u, x)
        rest = _shorter(found.value * du)
        if not rest.has(x) and not (found.value * u).has(x):
            continue
        by_power = dv.as_base_exp()[0].is_Add  # x (x + 1)^n is multiplied out in u = x + 1
        yield Split(
            u, dv, du, found.value, rest, found.conditions, found.by, effort + (found.by is not None) + 2.0 * (by_power or found.twice)
        )


def _first_factors(f: Expr, x: Symbol) -> Iterator[tuple[Expr, float]]:
    """Factors to differentiate."""
    factors = Mul.make_args(f)
    hard = [a for a in factors if isinstance(a.as_base_exp()[0], TO_DIFFERENTIATE) and a.as_base_exp()[1].is_positive]
    if hard:
        yield Mul(*hard), 0.0
        return
    powers = [a for a in factors if a.has(x) and a.is_polynomial(x)]
    if powers and len(powers) < len([a for a in factors if a.has(x)]):
        yield Mul(*powers), 0.0
    for a in factors:
        if isinstance(a, Pow) and a.exp.is_Integer and a.exp < -1 and slope_of(a.base, x) is not None and _cancels(f / a, a.base, x):
            yield f / a, 2.0  # x e^x/(x + 1)^2, as the slope of x e^x is (x + 1) e^x
        if isinstance(a, Pow) and a.base == x and a.exp.is_Integer and a.exp > 1:
            for k in range(1, int(a.exp)):
                yield x ** (a.exp - k), 1.0  # x^3 e^(x^2) as x^2 times x e^(x^2)


def _cancels(u: Expr, base: Expr, x: Symbol) -> bool:
    """Whether the slope of u has a linear base for a factor, and is no rational function."""
    root = (-base.subs(x, 0) / base.diff(x)).expand()
    return not u.is_rational_function(x) and bool(u.diff(x).subs(x, root).is_zero)


def _shorter(rest: Expr) -> Expr:
    """The product left, with what cancels cancelled."""
    if not rest.is_Mul and not rest.is_Pow:
        return rest
    try:
        short = cancel(rest)
    except PolynomialError:
        return rest
    return short if short.count_ops() < rest.count_ops() else rest
