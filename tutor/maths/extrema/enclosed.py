"""Whether a region is bounded, also where its edges are no polynomials: y <= e^x with x between two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Gt, Mul, Poly, PolynomialError, S, Symbol, Tuple, cos, exp, sin

from tutor.maths.classification.bounds import Ranges, ranges
from tutor.maths.classification.signed import signed
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
    """Two variables: one between two numbers, the other between two functions of it that are continuous there."""
    if len(region.variables) != 2 or region.equations:
        return None
    for x, y in (region.variables, region.variables[::-1]):
        alone = [s for s in region.sides if s.inside.free_symbols == {x}]
        first = bounded(tuple(s.relation for s in alone), (x,))
        if first is None:
            continue
        within = ranges((s.closed for s in alone), (x,))
        low, high = ([s for s in region.sides if _slope(s, y, within) == sign and _everywhere(s, x, y)] for sign in (1, -1))
        if low and high:
            both, given = (low[0], high[0]), tuple(s.closed for s in alone)
            told = Tuple(*(s.relation for s in both))
            flat = all(s.inside.coeff(y, 1).is_number for s in both)
            return Bound((*first.reasons, Reason("between", told, (y,), given=() if flat else given)))
    return None


def _slope(side: Side, y: Symbol, within: Ranges) -> int:
    """The sign of what y is multiplied with in a side, wherever the other variable may be, the ends among it; 0 where it has none."""
    found = signed(side.inside.coeff(y, 1), within)
    return found.sign if found is not None and found.strict else 0


def _everywhere(side: Side, x: Symbol, y: Symbol) -> bool:
    """Whether what bounds y is continuous where its factor is not 0: sums and products of powers, exponentials, sines and cosines."""
    slope = side.inside.coeff(y, 1)
    rest = (side.inside - slope * y).expand()
    if y in rest.free_symbols or not slope.is_polynomial(x):
        return False
    parts = rest.atoms(exp, sin, cos)
    try:
        Poly(rest.subs({p: S.One for p in parts}), x)
    except PolynomialError:
        return False
    return all(p.args[0].is_polynomial(x) for p in parts)
