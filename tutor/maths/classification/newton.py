"""Which signs a function of two variables takes near a point, read off the Newton polygon of its Taylor polynomial.

In the open quadrant x, y > 0 the terms that matter lie on the edges of the polygon: along x = t^a, y = c t^b the function
begins with t^d p(c), p the edge's polynomial. Away from positive roots of p its sign is known; at a root of odd
multiplicity it changes; at one of even multiplicity c_0 one puts x = t^a, y = t^b (c_0 + s) and looks again. Terms that
are left out of a Taylor polynomial lie above the polygon once it meets both axes, and then they change nothing.

Source: A. G. Khovanskii, V. A. Vasil'ev on Newton polygons (V. I. Arnold, S. M. Gusein-Zade, A. N. Varchenko,
*Singularities of Differentiable Maps* I (1985), ch. 6 and 8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from math import gcd

from sympy import Dummy, Expr, Poly, Rational, S, Symbol, expand, factor_list
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.classification.taylor import Germ, NotSmooth, Terms, composed
from tutor.maths.numbers import sign_of

DEEPEST = 6  # substitutions one in the other
SIMPLE = tuple(  # numbers that are tried between two zeros, the nicest first
    Rational(*q)
    for q in ((1,), (2,), (1, 2), (3,), (3, 2), (1, 3), (4,), (5,), (2, 3), (5, 2), (3, 4), (5, 4), (4, 3), (1, 4), (10,), (1, 10))
)


class Undetermined(Exception):
    """The terms that are known do not decide."""


@dataclass(frozen=True, slots=True)
class Path:
    """A curve (x(t), y(t)) for t > 0 that runs into the point as t tends to 0: polynomials in t by their terms."""

    x: Terms
    y: Terms

    def at(self, t: Symbol) -> tuple[Expr, Expr]:
        """Both steps as expressions in t."""
        return tuple(sum((c * t ** m[0] for m, c in sorted(side.items())), S.Zero) for side in (self.x, self.y))

    @property
    def weight(self) -> int:
        """How little one likes it."""
        return sum(
            10 * (len(side) - 1) + max((m[0] for m in side), default=0) + sum(len(str(c)) for c in side.values())
            for side in (self.x, self.y)
        )


Found = dict[int, Path]


def signs(of: Germ) -> Found:
    """The signs that the germ takes arbitrarily near the origin, each with a path along which it does. `Undetermined`."""
    terms = dict(of.terms)
    if of.order is None:
        terms = _without_squares(terms)
    out: Found = {}
    for sx, sy in product((1, -1), repeat=2):
        placed = {m: c * sx ** m[0] * sy ** m[1] for m, c in terms.items()}
        corner: tuple[Terms, Terms] = ({(1, 0): Rational(sx)}, {(0, 1): Rational(sy)})
        _take(out, _quadrant(placed, None if of.order is None else of.order + 1, corner, 0))
    return out


def _take(out: Found, more: Found) -> None:
    for sign, path in more.items():
        if sign not in out or path.weight < out[sign].weight:
            out[sign] = path


def _without_squares(terms: Terms) -> Terms:
    """A polynomial of the same sign: factors to an odd power once, those to an even power left out, where it can be factored."""
    x, y = Dummy("x", real=True), Dummy("y", real=True)
    if not all(c.is_Rational for c in terms.values()):
        return terms
    try:
        constant, factors = factor_list(Germ(terms, None).expr((x, y)), x, y)
    except PolynomialError:
        return terms
    sign = S.One if constant > 0 else S.NegativeOne
    made = Poly(sign, x, y)
    for f, multiplicity in factors:
        if multiplicity % 2:
            made = made * Poly(f, x, y)
    return dict(made.terms())


def _quadrant(terms: Terms, beyond: int | None, place: tuple[Terms, Terms], depth: int) -> Found:
    """The signs for x, y > 0. Unknown terms have (at depth 0) total degree, later degree in x, `beyond` or more."""
    if depth > DEEPEST:
        raise Undetermined
    if not terms:
        if beyond is None:
            return {}
        raise Undetermined
    points = list(terms)
    low_x, low_y = min(m[0] for m in points), min(m[1] for m in points)
    if beyond is None:
        terms = {(m[0] - low_x, m[1] - low_y): c for m, c in terms.items()}
    else:
        on_x = min((m[0] for m in points if m[1] == 0), default=beyond)
        on_y = min((m[1] for m in points if m[0] == 0), default=beyond)
        if on_x >= beyond or (not depth and on_y >= beyond):
            raise Undetermined
        if depth:
            terms, beyond = {(m[0] - low_x, m[1]): c for m, c in terms.items()}, beyond - low_x
    out: Found = {}
    for a, b, edge in edges(terms):
        _take(out, _along(terms, beyond, place, depth, (a, b), edge))
    if len({m for m in vertices(terms)}) == 1:
        (vertex,) = vertices(terms)
        _take(out, {_sign(terms[vertex]): _placed(place, 1, 1, S.One)})
    return out


def _along(
    terms: Terms, beyond: int | None, place: tuple[Terms, Terms], depth: int, weights: tuple[int, int], edge: list[tuple[int, int]]
) -> Found:
    """The signs near one edge: between the positive roots of its polynomial, and at those of even multiplicity again."""
    a, b = weights
    c = Dummy("c")
    low = min(m[1] for m in edge)
    polynomial = sum((terms[m] * c ** (m[1] - low) for m in edge), S.Zero)
    roots = _positive_roots(polynomial, c)
    out: Found = {}
    cuts = [r for r, _ in roots]
    for k in range(len(cuts) + 1):
        here = _between(cuts[k - 1] if k else S.Zero, cuts[k] if k < len(cuts) else None)
        _take(out, {_sign(expand(polynomial.subs(c, here))): _placed(place, a, b, here)})
    degree = a * edge[0][0] + b * edge[0][1]
    for root, multiplicity in roots:
        if multiplicity % 2:
            continue  # the sign changes, and both sides are in the list
        if root.atoms(Dummy) or not _plain(root):
            raise Undetermined
        inner: tuple[Terms, Terms] = ({(a, 0): S.One}, {(b, 0): root, (b, 1): S.One})
        try:
            moved = {(m[0] - degree, m[1]): e for m, e in composed(terms, inner, None, 2).items() if sign_of(e) != 0}
            there = tuple(composed(side, inner, None, 2) for side in place)
        except NotSmooth as error:
            raise Undetermined from error
        unknown = None if beyond is None else (a if depth else min(a, b)) * beyond - degree
        if unknown is not None:
            moved = {m: e for m, e in moved.items() if m[0] < unknown}
        for turn in (1, -1):
            turned = {m: e * turn ** m[1] for m, e in moved.items()}
            faced = tuple({m: e * turn ** m[1] for m, e in side.items()} for side in there)
            _take(out, _quadrant(turned, unknown, faced, depth + 1))  # type: ignore[arg-type]
    return out


def _plain(root: Expr) -> bool:
    return bool(root.is_real and not root.has(Poly))


def _sign(value: Expr) -> int:
    found = sign_of(value)
    if not found:
        raise Undetermined
    return found


def _placed(place: tuple[Terms, Terms], a: int, b: int, c: Expr) -> Path:
    """The path x = t^a, y = c t^b in the first coordinates."""
    inner: tuple[Terms, Terms] = ({(a,): S.One}, {(b,): c})
    x, y = (composed(side, inner, None, 1) for side in place)
    return Path(x, y)


def vertices(terms: Terms) -> list[tuple[int, int]]:
    """The lower left hull of the exponents, from the axis x^0 down to the other."""
    points = sorted({(m[0], m[1]) for m in terms})
    least: dict[int, int] = {}
    for i, j in points:
        least[i] = min(j, least.get(i, j))
    hull: list[tuple[int, int]] = []
    for p in sorted(least.items()):
        while len(hull) > 1 and _turn(hull[-2], hull[-1], p) <= 0:
            hull.pop()
        hull.append(p)
    end = min(range(len(hull)), key=lambda k: (hull[k][1], k))
    return hull[: end + 1]


def _turn(o: tuple[int, int], p: tuple[int, int], q: tuple[int, int]) -> int:
    return (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])


def edges(terms: Mapping[tuple[int, ...], Expr]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Weights (a, b), so that x^i y^j counts a i + b j, with the exponents on each edge."""
    corners = vertices(dict(terms))
    for (i, j), (k, n) in pairwise(corners):
        a, b = j - n, k - i
        g = gcd(a, b)
        a, b = a // g, b // g
        level = a * i + b * j
        yield a, b, [(m[0], m[1]) for m in terms if a * m[0] + b * m[1] == level]


def _positive_roots(polynomial: Expr, c: Dummy) -> list[tuple[Expr, int]]:
    """The positive roots in ascending order with their multiplicities. `Undetermined` where they cannot be told."""
    try:
        made = Poly(polynomial, c)
        if made.domain.is_ZZ or made.domain.is_QQ:
            factors = made.factor_list()[1]
        else:
            made = Poly(polynomial, c, extension=True)
            factors = made.factor_list()[1]
    except (PolynomialError, NotImplementedError) as error:
        raise Undetermined from error
    found: list[tuple[Expr, int]] = []
    for f, multiplicity in factors:
        found.extend((r, multiplicity) for r in _roots(f, c))
    positive = [(r, m) for r, m in found if _sign_or_zero(r) > 0]
    return sorted(positive, key=lambda item: item[0].evalf(30))


def _sign_or_zero(root: Expr) -> int:
    found = sign_of(root)
    if found is None:
        raise Undetermined
    return found


def _roots(f: Poly, c: Dummy) -> list[Expr]:
    if f.degree() == 1:
        lead, constant = f.all_coeffs()
        return [expand(-constant / lead)]
    if f.degree() == 2:
        p, q, r = f.all_coeffs()
        discriminant = expand(q**2 - 4 * p * r)
        if _sign_or_zero(discriminant) < 0:
            return []
        return [(-q + s * discriminant**S.Half) / (2 * p) for s in (1, -1)]
    if not all(k.is_Rational for k in f.all_coeffs()):
        raise Undetermined
    return list(f.real_roots())


def _between(low: Expr, high: Expr | None) -> Rational:
    """A simple number between two, the second perhaps infinite."""
    for q in SIMPLE:
        if sign_of(q - low) == 1 and (high is None or sign_of(high - q) == 1):
            return q
    if high is None:
        return Rational(int(low.evalf(15)) + 1)
    middle = ((low + high) / 2).evalf(30)
    width = abs(float(high.evalf(15)) - float(low.evalf(15)))
    found = Rational(middle).limit_denominator(int(8 / width) + 2)
    if sign_of(found - low) == 1 and sign_of(high - found) == 1:
        return found
    raise Undetermined
