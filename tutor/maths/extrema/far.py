"""How a function behaves where a set goes on for ever or has an edge that does not belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import gcd

from sympy import (
    Basic,
    Expr,
    Integer,
    Limit,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    fraction,
    limit,
    sqrt,
    together,
)
from sympy.calculus.accumulationbounds import AccumulationBounds

from tutor.maths.extrema.branches import BranchPiece, End, undone
from tutor.maths.extrema.compact import sides
from tutor.maths.letters import letter
from tutor.shown import Grounds
from tutor.trees import tree

DIGITS = 30
NEAR = Integer(10) ** 8  # how far out, or how near to an end, the sign below an odd root is read off
PROBES = (Integer(10) ** 3, Integer(10) ** 6)  # where a path is tried before its limit is asked for
MOST_PATHS = 400
PROBED = Rational(7, 5)  # for a letter that stands for a constant, while a path is tried
GROWTH = 3  # a value that does not grow by this factor from the first probe to the second does not tend to infinity


@dataclass(frozen=True, slots=True)
class Approach(Grounds):
    """Towards `end` of a piece, or as `letter` grows along a path, f tends to `value`, perhaps infinite."""

    values: Mapping[Symbol, Expr]
    letter: Symbol
    end: End
    along: Expr
    value: Expr

    @property
    def path(self) -> dict[Symbol, Expr]:
        """The variables that the letter gives."""
        return {v: e for v, e in self.values.items() if v != self.letter}

    @property
    def at_edge(self) -> bool:
        """Whether it leads to a point, which does not belong to the set, and not far away."""
        ends = (limit_of(e, self.letter, self.end) for e in self.values.values())
        return self.end.at.is_finite is True and all(e is not None and e.is_finite for e in ends)


def at_ends(f: Expr, curve: Sequence[BranchPiece]) -> tuple[Approach, ...] | None:
    """What f tends to at every open end of a curve; None where one is not found."""
    out = []
    for piece in curve:
        along = _along(f, piece.values)
        for end in piece.ends:
            if end.kind == "open":
                value = limit_of(along, piece.letter, end)
                if value is None:
                    return None
                out.append(Approach(piece.values, piece.letter, end, along, value))
    return tuple(out)


def _along(f: Expr, values: Mapping[Symbol, Expr]) -> Expr:
    return tree.plain(f).xreplace(values)


def limit_of(expr: Expr, s: Symbol, end: End) -> Expr | None:
    """A one-sided limit; None where SymPy finds none. Odd roots are the real ones."""
    if s not in expr.free_symbols:
        return expr
    near = _near(end)
    t = letter("far", positive=True)
    here = expr.replace(
        lambda e: isinstance(e, Pow) and e.exp.is_Rational and e.exp.q % 2 == 1 and not e.exp.is_Integer and _negative(e.base, s, near),
        lambda e: (-1) ** e.exp.p * (-e.base) ** e.exp,
    )
    match end.at:
        case S.Infinity:
            placed, side = here.subs(s, t), "-"
        case S.NegativeInfinity:
            placed, side = here.subs(s, -t), "-"
        case _:
            placed, side = here.subs(s, end.at + (t if end.side == "+" else -t)), "+"
    try:
        found = limit(placed, t, S.Infinity if end.at.is_infinite else S.Zero, side)
    except (NotImplementedError, ValueError, TypeError, PolynomialError):
        return None
    if isinstance(found, Limit | AccumulationBounds) or found.has(S.NaN, S.ImaginaryUnit, Limit, S.ComplexInfinity):
        return None
    return found if found.is_extended_real is not False else None


def _near(end: End) -> Expr:
    if end.at.is_infinite:
        return NEAR if end.at is S.Infinity else -NEAR
    return end.at + (1 / NEAR if end.side == "+" else -1 / NEAR)


def _negative(base: Expr, s: Symbol, at: Expr) -> bool:
    return bool(base.subs(s, at).evalf(DIGITS).is_negative)


def escapes(
    f: Expr, equations: Sequence[tuple[Expr, Expr]], conditions: Sequence[Basic], variables: Sequence[Symbol], beyond: Expr | None, up: bool
) -> Approach | None:
    """A path on the set along which f tends to more than `beyond` (to less, unless `up`), or to infinity where that is None."""
    t = Symbol("t", real=True) if all(v.name != "t" for v in (*variables, *tree.plain(f).free_symbols)) else Symbol("tau", real=True)
    plain = tree.plain(f)
    for tried, values in enumerate(_paths([(a - b).expand() for a, b in equations], tuple(variables), t)):
        if tried > MOST_PATHS:
            return None
        if not _stays(values, conditions, t):
            continue
        along = plain.xreplace(values)
        if not _promising(along, t, beyond, up):
            continue
        end = End(S.Infinity, "-", "open")
        value = limit_of(along, t, end)
        if value is None:
            continue
        if value is (S.Infinity if up else S.NegativeInfinity):
            return Approach(values, t, end, along, value)
        if beyond is not None and value.is_finite and ((value - beyond).is_positive if up else (value - beyond).is_negative):
            return Approach(values, t, end, along, value)
    return None


def _paths(equations: list[Expr], variables: tuple[Symbol, ...], t: Symbol) -> Iterator[dict[Symbol, Expr]]:
    """Points of the set as functions of t: some variables are powers of t or numbers, the equations give the others."""
    free = len(variables) - len(equations)
    shapes: tuple[Expr, ...] = (t, -t, S.Zero, S.One, 1 / t, -1 / t, t**2, -(t**2), Integer(2), S.NegativeOne)
    weighted = sorted(product(range(len(shapes)), repeat=free), key=lambda c: (sum(1 for i in c if i >= 4), sum(c)))
    orders = list(_dependents(equations, variables))
    for choice in weighted:
        if all(not shapes[i].has(t) for i in choice):
            continue
        for chosen in orders:
            given = {v: shapes[i] for v, i in zip((v for v in variables if v not in chosen), choice, strict=True)}
            yield from completed(equations, chosen, given, variables)


def _dependents(equations: list[Expr], variables: tuple[Symbol, ...]) -> Iterator[tuple[Symbol, ...]]:
    """Which variables the equations are solved for: one each, the last ones first."""
    found: dict[tuple[Symbol, ...], None] = {}
    for chosen in product(*([v for v in reversed(variables) if v in e.free_symbols] for e in equations)):
        if len(set(chosen)) == len(chosen):
            found.setdefault(chosen)
    return iter(found)


def completed(
    equations: list[Expr], chosen: tuple[Symbol, ...], given: dict[Symbol, Expr], variables: tuple[Symbol, ...]
) -> Iterator[dict[Symbol, Expr]]:
    """The points at which some variables are given and the equations give the `chosen` ones."""
    if not equations:
        yield {v: given[v] for v in variables}
        return
    for k, (e, v) in enumerate(zip(equations, chosen, strict=True)):
        placed = e.xreplace(given)
        if placed.free_symbols & set(chosen) == {v}:
            rest, others = equations[:k] + equations[k + 1 :], chosen[:k] + chosen[k + 1 :]
            for value in _roots(placed, v):
                yield from completed(rest, others, {**given, v: value}, variables)
            return


def _roots(e: Expr, v: Symbol) -> tuple[Expr, ...]:
    """v from e = 0 where a power of it is linear or quadratic, or where it stands in one exponential or logarithm."""
    outer = undone(e, v)
    if outer is not None:
        return _roots(outer[0], v)
    try:
        p = Poly(fraction(together(e))[0], v)
    except PolynomialError:
        return ()
    n = gcd(*(m for (m,) in p.monoms()))
    if not n or any(c.has(v) for c in p.all_coeffs()):
        return ()
    match [p.nth(n * k) for k in range(p.degree() // n, -1, -1)]:
        case [a, b]:
            powers: tuple[Expr, ...] = ((-b / a).expand(),)
        case [a, b, c]:
            d = sqrt((b**2 - 4 * a * c).expand())
            powers = ((-b + d) / (2 * a), (-b - d) / (2 * a))
        case _:
            return ()
    if n == 1:
        return powers
    roots = tuple(Pow(u, Rational(1, n)) for u in powers)
    return roots if n % 2 else tuple(signed for r in roots for signed in (r, -r))


def _value(expr: Expr, t: Symbol, at: Expr) -> Expr | None:
    """A real finite number, odd roots being real; None otherwise."""
    letters = {s: PROBED for s in expr.free_symbols - {t}}  # of constants any value serves to see whether a path is worth its limit
    value = tree.evaluated(expr.subs({t: at, **letters})).evalf(DIGITS)
    return value if value.is_Float or value.is_Integer or value.is_Rational else None


def _stays(values: Mapping[Symbol, Expr], conditions: Sequence[Basic], t: Symbol) -> bool:
    """Whether the path is real and keeps the conditions, as far as the probes see."""
    if any(_value(e, t, at) is None for e in values.values() for at in PROBES):
        return False
    for r in conditions:
        left, right, sign = sides(r)
        for at in PROBES:
            d = _value((left - right).xreplace(values), t, at)
            if d is None:
                return False
            if not {"<": d < 0, "<=": d <= 0, ">": d > 0, ">=": d >= 0, "!=": d != 0}.get(sign, False):
                return False
    return True


def _promising(along: Expr, t: Symbol, beyond: Expr | None, up: bool) -> bool:
    first, second = (_value(along, t, at) for at in PROBES)
    if first is None or second is None:
        return False
    if not up:
        first, second = -first, -second
    if second > GROWTH and second > GROWTH * first:
        return True
    if beyond is None or not beyond.is_finite:
        return False
    level = _value(beyond, t, S.Zero)
    if level is None:
        return False
    edge = level if up else -level
    return bool(second > edge)


def stays_for_ever(values: Mapping[Symbol, Expr], conditions: Sequence[Basic], t: Symbol) -> bool:
    """Whether the conditions hold along a path from some t on: the difference of sides tends to something on its side."""
    for r in conditions:
        left, right, sign = sides(r)
        difference = (left - right).xreplace(values)
        value = limit_of(difference, t, End(S.Infinity, "-", "open"))
        if value is not None and _on_its_side(value, sign):
            continue
        grown = limit_of(t**2 * difference, t, End(S.Infinity, "-", "open"))  # tends to 0, from its side
        if grown is None or not _on_its_side(grown, sign):
            return False
    return True


def _on_its_side(value: Expr, sign: str) -> bool:
    if sign == "!=":
        return bool(value.is_extended_nonzero)
    return bool(value.is_extended_positive if sign in (">", ">=") else value.is_extended_negative)
