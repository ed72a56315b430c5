"""Whether a region is bounded, also where its edges are no polynomials: y <= e^x with x between two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Expr, Gt, Mul, Poly, PolynomialError, S, Symbol, Tuple, cos, exp, sin

from tutor.maths.extrema.compact import Bound, Reason, bounded
from tutor.maths.extrema.region import FeasibleSet, Side
from tutor.maths.solving.signs import Signs


def enclosed(region: FeasibleSet, *further: Basic) -> Bound | None:
    """Why the points of the closed region lie in some ball; `further` relations hold besides. None where that is not shown."""
    relations = (*region.equations, *(s.relation for s in region.sides), *further)
    found = bounded(relations, region.variables)
    if found is not None:
        return found
    more = tuple(Gt(v, S.Zero, evaluate=False) for v in _positive(region))
    found = bounded((*relations, *more), region.variables) if more else None
    return found or _between_graphs(region)


def _positive(region: FeasibleSet) -> Iterator[Symbol]:
    """Variables that are positive as a product with others that are not negative is: x y >= 1 with x >= 0."""
    known = Signs(tuple(s.relation for s in region.sides), ()).positive
    for s in region.sides:
        number = s.inside.as_coeff_Add()[0]
        rest = s.inside - number
        if not isinstance(rest, Mul) or number.is_positive or (number.is_zero and not s.strict):
            continue
        unknown = [f for f in Mul.make_args(rest.as_coeff_Mul()[1]) if f not in known]
        if rest.as_coeff_Mul()[0].is_positive and len(unknown) == 1 and isinstance(unknown[0], Symbol):
            yield unknown[0]


def _between_graphs(region: FeasibleSet) -> Bound | None:
    """Two variables: one between two numbers, the other between two functions of it that are continuous everywhere."""
    if len(region.variables) != 2 or region.equations:
        return None
    for x, y in (region.variables, region.variables[::-1]):
        alone = [s for s in region.sides if s.inside.free_symbols == {x}]
        first = bounded(tuple(s.relation for s in alone), (x,))
        if first is None:
            continue
        low = [s for s in region.sides if _coefficient(s, y).is_positive and _everywhere(s, x, y)]
        high = [s for s in region.sides if _coefficient(s, y).is_negative and _everywhere(s, x, y)]
        if low and high:
            return Bound((*first.reasons, Reason("between", Tuple(low[0].relation, high[0].relation), (y,))))
    return None


def _coefficient(side: Side, y: Symbol) -> Expr:
    return side.inside.coeff(y, 1)


def _everywhere(side: Side, x: Symbol, y: Symbol) -> bool:
    """Whether what bounds y is continuous for all x: sums and products of powers, exponentials, sines and cosines."""
    rest = (side.inside - _coefficient(side, y) * y).expand()
    if y in rest.free_symbols:
        return False
    parts = rest.atoms(exp, sin, cos)
    try:
        Poly(rest.subs({p: S.One for p in parts}), x)
    except PolynomialError:
        return False
    return all(p.args[0].is_polynomial(x) for p in parts)
