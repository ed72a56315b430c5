"""A curve given by equations, as pieces on each of which one letter runs through an interval and gives all the others.

Where each piece ends (at infinity, or at a point that is left out) is all that keeps a function on the curve from having
a greatest and a least value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import Literal

from sympy import (
    Abs,
    Basic,
    Dummy,
    Expr,
    Integer,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    exp,
    fraction,
    log,
    preorder_traversal,
    real_roots,
    resultant,
    sqrt,
    together,
)

from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.compact import sides
from tutor.trees import tree

MOST_RADICALS = 4  # that are removed from an expression, one after the other
MOST_DEGREE = 8  # of a polynomial whose zeros part the pieces
DIGITS = 40  # to which a condition is evaluated at a point in the middle of a piece
Kind = Literal["open", "corner", "join"]
Domain = tuple[tuple[Expr, str], ...]  # u and ">", ">=" or "!=": what must hold between u and 0


@dataclass(frozen=True, slots=True)
class End:
    """Where a piece ends: at `at` (perhaps infinity), reached from the side "+" (from above) or "-".

    `kind`: "open" where the set has no point there, "corner" where a condition stops it at a point that belongs to it, "join"
    where the next piece begins at the same point.
    """

    at: Expr
    side: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class BranchPiece:
    """`values` gives every variable by `letter`, which runs between the ends."""

    letter: Symbol
    values: Mapping[Symbol, Expr]
    ends: tuple[End, End]


@dataclass(frozen=True, slots=True)
class _Way:
    """Variables expressed so far, and what that needs."""

    values: dict[Symbol, Expr]
    domain: Domain


def pieces(
    equations: Sequence[tuple[Expr, Expr]], conditions: Sequence[Basic], f: Expr, variables: Sequence[Symbol]
) -> tuple[BranchPiece, ...] | None:
    """The curve `left = right` (one equation less than variables), in pieces; None where it cannot be written so."""
    if len(equations) != len(variables) - 1:
        return None
    for ways in _solved([(a - b).expand() for a, b in equations], tuple(variables)):
        out: list[BranchPiece] = []
        for way in ways:
            found = _pieces(way, conditions, f, variables)
            if found is None:
                break
            out.extend(found)
        else:
            return tuple(out)
    return None


def _solved(equations: list[Expr], variables: tuple[Symbol, ...]) -> Iterator[tuple[_Way, ...]]:
    """Ways to express all variables but one, the simplest first; each is a set of branches that together are the curve."""
    if not equations:
        yield (_Way({}, ()),)
        return
    options = sorted(
        ((*found, k, v) for k, e in enumerate(equations) for v in reversed(variables) if (found := _isolated(e, v)) is not None),
        key=lambda option: option[0],
    )
    for _, branches, k, v in options:
        rest = [e for i, e in enumerate(equations) if i != k]
        others = tuple(u for u in variables if u != v)
        below = [list(_solved([_numerator(e.subs(v, b.values[v])) for e in rest], others))[:2] for b in branches]
        if not all(below):
            continue
        whole: list[_Way] = []
        for b, ways in zip(branches, below, strict=True):
            for way in ways[0]:
                value = b.values[v].xreplace(way.values)
                domain = tuple((u.xreplace(way.values), sign) for u, sign in b.domain)
                whole.append(_Way({**way.values, v: value}, (*way.domain, *domain)))
        yield tuple(whole)


def _numerator(e: Expr) -> Expr:
    return fraction(together(e))[0].expand()


def _isolated(e: Expr, v: Symbol) -> tuple[int, tuple[_Way, ...]] | None:
    """v from e = 0, with how complicated it is: linear, then a pure power, then a quadratic, all else after these."""
    outer = undone(e, v)
    if outer is not None:
        simpler, asked = outer
        found = _isolated(simpler.expand(), v)
        return None if found is None else (5 + found[0], tuple(_Way(w.values, (*asked, *w.domain)) for w in found[1]))
    try:
        p = Poly(e, v)
    except PolynomialError:
        return None
    n = p.degree()
    if n < 1 or any(c.has(v) for c in p.all_coeffs()):
        return None
    lead, rest = p.LC(), -(e - p.LC() * v**n).expand()
    number = bool(lead.is_number)
    domain: Domain = () if number else ((lead, "!="),)
    if not number and not _never_both(lead, e - lead * v**n):
        return None
    if n == 1:
        return (0 if number else 1), (_Way({v: rest / lead}, domain),)
    if not rest.has(v):
        if n % 2:
            return 2, (_Way({v: Pow(rest / lead, Rational(1, n))}, domain),)
        root = (rest / lead) ** Rational(1, n)
        more = (*domain, (rest / lead, ">="))
        return 3, (_Way({v: root}, more), _Way({v: -root}, more))
    m = gcd(*(k for (k,) in p.monoms()))
    if n == 2 * m:
        a, b, c = p.nth(n), p.nth(m), p.nth(0)
        d = (b**2 - 4 * a * c).expand()
        powers = tuple((-b + sign * sqrt(d)) / (2 * a) for sign in (1, -1))
        return 4, tuple(w for u in powers for w in _roots_of(u, v, m, (*domain, (d, ">="))))
    return None


def _roots_of(u: Expr, v: Symbol, m: int, domain: Domain) -> tuple[_Way, ...]:
    """v from v^m = u."""
    if m == 1:
        return (_Way({v: u}, domain),)
    root = Pow(u, Rational(1, m))
    if m % 2:
        return (_Way({v: root}, domain),)
    return tuple(_Way({v: sign * root}, (*domain, (u, ">="))) for sign in (1, -1))


def undone(e: Expr, v: Symbol) -> tuple[Expr, Domain] | None:
    """u - ln c for e^u = c, where c > 0, and u - e^c for ln u = c, where v stands only in u; None elsewhere."""
    around = [k for k in e.atoms(exp, log) if v in k.free_symbols]
    if len(around) != 1:
        return None
    (kernel,), w = around, Dummy("w")
    inside = e.xreplace({kernel: w})
    if v in inside.free_symbols or not (slope := inside.diff(w)) or w in slope.free_symbols:
        return None
    c = -(inside.subs(w, 0) / slope).expand()
    u = kernel.args[0]
    return (u - log(c), ((c, ">"),)) if isinstance(kernel, exp) else (u - exp(c), ())


def _never_both(lead: Expr, rest: Expr) -> bool:
    """Whether the coefficient of v and the rest are never 0 together, as then v would be free there."""
    letters = lead.free_symbols
    if len(letters) != 1:
        return False
    (u,) = letters
    try:
        zeros = real_roots(Poly(lead, u))
    except (PolynomialError, NotImplementedError):
        return False
    return all(not rest.subs(u, z).is_zero and rest.subs(u, z).is_number for z in zeros)


def _pieces(way: _Way, conditions: Sequence[Basic], f: Expr, variables: Sequence[Symbol]) -> tuple[BranchPiece, ...] | None:
    (s,) = (v for v in variables if v not in way.values)
    values = {v: way.values.get(v, s) for v in variables}
    own = way.domain
    given: list[tuple[Expr, str]] = []
    for r in conditions:
        left, right, sign = sides(r)
        u = (left - right if sign in (">", ">=", "!=") else right - left).xreplace(values)
        given.append((u, {"<": ">", "<=": ">="}.get(sign, sign)))
    for r in interior_conditions(f):
        u, sign = r.args[0], r.rel_op
        given.append((u.xreplace(values), ">=" if sign == ">" and at_edge(f, u) else sign))
    breaks: set[Expr] = set()
    for u, _ in (*own, *given):
        found = _zeros(u, s)
        if found is None:
            return None
        breaks |= found
    order = sorted(breaks, key=lambda b: b.evalf(DIGITS))
    edges = [S.NegativeInfinity, *order, S.Infinity]
    out = []
    for low, high in pairwise(edges):
        middle = _between(low, high)
        if all(_holds(u.subs(s, middle), sign) for u, sign in (*own, *given)):
            ends = (End(low, "+", _kind(low, s, own, given)), End(high, "-", _kind(high, s, own, given)))
            out.append(BranchPiece(s, values, ends))
    return tuple(out)


def at_edge(f: Expr, u: Expr) -> bool:
    """Whether f, which needs u > 0 to be smooth, has a value where u = 0 too: u is under roots with positive exponents only."""
    parts = tuple(preorder_traversal(tree.plain(f)))
    if any(isinstance(p, log) and p.args[0] == u for p in parts):
        return False
    return all(p.exp.is_positive for p in parts if isinstance(p, Pow) and p.base == u)


def _zeros(u: Expr, s: Symbol) -> set[Expr] | None:
    """Numbers among which are all real zeros and poles; of |q| those of q. None where they are not found."""
    found: set[Expr] = set()
    for part in fraction(together(u)):
        for factor in part.as_ordered_factors():
            inner = factor.as_base_exp()[0]
            inner = inner.args[0] if isinstance(inner, Abs) else inner
            if s not in inner.free_symbols:
                if inner.free_symbols:
                    return None
                continue
            zeros = _exponential_zeros(inner, s) if inner.has(exp) else _algebraic_zeros(inner, s)
            if zeros is None:
                return None
            found |= zeros
    return found


def _algebraic_zeros(e: Expr, s: Symbol) -> set[Expr] | None:
    """Numbers among which are all real zeros of a sum of polynomials and roots: those of the polynomial without the roots."""
    for _ in range(MOST_RADICALS):
        root = next((r for r in preorder_traversal(e) if isinstance(r, Pow) and not r.exp.is_Integer and s in r.free_symbols), None)
        if root is None:
            break
        if not root.exp.is_Rational:
            return None
        k = Dummy("k")
        p, q = int(root.exp.p), int(root.exp.q)
        power = fraction(together(k**q - root.base**p))[0]
        e = resultant(fraction(together(e.xreplace({root: k})))[0], power, k)
    try:
        polynomial = Poly(e, s)
        if polynomial.degree() > MOST_DEGREE or polynomial.free_symbols_in_domain:
            return None
        return set(real_roots(polynomial))
    except (PolynomialError, NotImplementedError):
        return None


def _exponential_zeros(e: Expr, s: Symbol) -> set[Expr] | None:
    """The real zeros of a polynomial in e^(c s)."""
    kernels = e.atoms(exp)
    if len(kernels) != 1:
        return None
    (kernel,), w = kernels, Dummy("w")
    rate = kernel.args[0] / s
    inside = e.xreplace({kernel: w})
    if rate.free_symbols or s in inside.free_symbols:
        return None
    powers = _algebraic_zeros(inside, w)
    return None if powers is None else {log(z) / rate for z in powers if z.is_positive}


def _between(low: Expr, high: Expr) -> Expr:
    """A rational number in an interval, and none that is special."""
    if low is S.NegativeInfinity and high is S.Infinity:
        return Rational(1, 3)
    if low is S.NegativeInfinity:
        return Integer(int(high.evalf(DIGITS)) - 2)
    if high is S.Infinity:
        return Integer(int(low.evalf(DIGITS)) + 2)
    a, b = (Rational(str(e.evalf(DIGITS))) for e in (low, high))
    return (3 * a + 4 * b) / 7


def _holds(u: Expr, sign: str) -> bool:
    value = u.evalf(DIGITS)
    if not value.is_real or not value.is_finite:
        return False
    return bool(value != 0 if sign == "!=" else value >= 0 if sign == ">=" else value > 0)


def _kind(at: Expr, s: Symbol, own: Domain, given: Sequence[tuple[Expr, str]]) -> Kind:
    """What the end of an interval is to the set."""
    if at.is_infinite:
        return "open"
    kind: Kind = "join"
    for k, (u, sign) in enumerate((*own, *given)):
        value = u.subs(s, at)
        if not value.is_finite:
            return "open"
        zero = bool(value.is_zero or value.equals(0))
        if (zero and sign in ("!=", ">")) or (not zero and not _holds(value, sign)):
            return "open"
        if zero and k >= len(own):
            kind = "corner"
    return kind
