"""Edges at which a function has no value: whether it is continuous elsewhere, and whether it tends to infinity there."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Poly, Pow, Rational, S, Symbol, cancel, factor_list, log, preorder_traversal, sqrt
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.branches import at_edge
from tutor.maths.extrema.region import FeasibleSet, never_zero, sign_at
from tutor.maths.solving.signs import Signs
from tutor.trees import tree

GRAIN = 2**16  # of the denominator of a rational number near a root


def singular(f: Expr, region: FeasibleSet) -> frozenset[int] | None:
    """The sides on whose edges f has no value, f being continuous at all other points of the closed region; None where that is not seen."""
    plain = tree.plain(f)
    found: set[int] = set()
    weak = Signs(tuple(s.closed for s in region.sides if not s.implied), ())
    for r in interior_conditions(plain):
        u = r.args[0]
        if r.rel_op == ">" and at_edge(plain, u):
            continue  # points with u < 0 are not in the region
        if weak.sign(u) > 0 or (r.rel_op == "!=" and weak.sign(u) != 0):
            continue
        if _never_zero(u, region) or never_zero(u, region):
            continue
        mine = _edges(u, region)
        if mine is None:
            return None
        found |= mine
    return frozenset(found)


def _never_zero(u: Expr, region: FeasibleSet) -> bool:
    """Whether a polynomial is not 0 on a region, by numbers between which the sides keep each variable."""
    ends = {v: _between(v, region) for v in u.free_symbols}
    if not u.is_polynomial(*ends) or any(e is None for e in ends.values()) or not ends.keys() <= set(region.variables):
        return False
    low, high = S.Zero, S.Zero
    for monomial, c in Poly(u, *ends).terms():
        a, b = c, c
        for e, power in zip(ends.values(), monomial, strict=True):
            assert e is not None
            corners = [x**power for x in e] + ([S.Zero] if power and power % 2 == 0 and sign_at(e[0] * e[1], {}) < 0 else [])
            products = [x * y for x in (a, b) for y in (min(corners), max(corners))]
            a, b = min(products), max(products)
        low, high = low + a, high + b
    return bool(low.is_positive or high.is_negative)


def _between(v: Symbol, region: FeasibleSet) -> tuple[Expr, Expr] | None:
    """Rational numbers between which a variable lies: by sides in it alone, or by a disc."""
    lows: list[Expr] = []
    highs: list[Expr] = []
    for s in region.sides:
        try:
            p = Poly(s.inside, *region.variables)
        except PolynomialError:
            continue
        if p.free_symbols_in_domain:
            continue
        if p.is_linear and p.free_symbols == {v}:
            (lows if p.coeff_monomial(v) > 0 else highs).append(-p.coeff_monomial(1) / p.coeff_monomial(v))
        elif p.total_degree() == 2 and all(len([e for e in m if e]) < 2 for m in p.monoms()):
            squares = {x: p.coeff_monomial(x**2) for x in region.variables if p.coeff_monomial(x**2)}
            if v in squares and all(c < 0 for c in squares.values()) and set(p.free_symbols) <= set(squares):
                # c (x - m)^2 + ... <= r with the other squares left out
                r = p.coeff_monomial(1) - sum(p.coeff_monomial(x) ** 2 / (4 * c) for x, c in squares.items())
                middle, half = -p.coeff_monomial(v) / (2 * squares[v]), _above(-r / squares[v])
                lows.append(middle - half)
                highs.append(middle + half)
    if not lows or not highs or not all(e.is_Rational for e in (*lows, *highs)):
        return None
    return max(lows), min(highs)


def _above(square: Expr) -> Expr:
    """A rational number not less than a root, and not much greater."""
    root = sqrt(square)
    return root if root.is_Rational else Rational(int(root * GRAIN) + 1, GRAIN)


def _edges(u: Expr, region: FeasibleSet) -> frozenset[int] | None:
    """The sides, their edges left out of the region, on which alone u is 0."""
    try:
        factors = [f for f, _ in factor_list(u)[1]]
    except PolynomialError:
        factors = [u]
    out: set[int] = set()
    weak = Signs(tuple(s.closed for s in region.sides if not s.implied), ())
    for factor in factors:
        if weak.sign(factor):
            continue
        mine = [k for k, s in enumerate(region.sides) if s.strict and cancel(factor / s.inside).is_number]
        if not mine:
            return None
        out |= set(mine)
    return frozenset(out)


def repelled(f: Expr, region: FeasibleSet, up: bool) -> bool:
    """Whether f tends to -oo (to oo, unless `up`) at every edge at which it has no value, the region being bounded.

    Every term that has no value there is a logarithm or a negative power of something positive, with a number of one sign
    before it; all other terms are continuous, so they are bounded.
    """
    plain = tree.plain(f).expand()
    inside = Signs(tuple(s.relation for s in region.sides), ())
    for term in Add.make_args(plain):
        rough = [p for p in preorder_traversal(term) if _rough(p)]
        if not rough:
            continue
        c, rest = term.as_coeff_Mul()
        if any(f not in rough for f in Mul.make_args(rest)):
            return False
        if len(Mul.make_args(rest)) > 1 and any(isinstance(f, log) for f in Mul.make_args(rest)):
            return False
        for f_ in Mul.make_args(rest):
            if isinstance(f_, Pow) and f_.exp.is_Integer and f_.exp % 2 and not _known_positive(f_.base, inside, region):
                return False
        grows = -1 if isinstance(rest, log) else 1  # towards -oo at the edge, or oo
        if (c.is_positive and grows == (1 if up else -1)) or (c.is_negative and grows == (-1 if up else 1)):
            return False
    return True


def _rough(part: Expr) -> bool:
    return isinstance(part, log) or (
        isinstance(part, Pow) and isinstance(part.exp, Rational) and part.exp.is_negative and bool(part.free_symbols)
    )


def _known_positive(base: Expr, signs: Signs, region: FeasibleSet) -> bool:
    return signs.sign(base) > 0 or any(cancel(base / s.inside).is_positive for s in region.sides)
