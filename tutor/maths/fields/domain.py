"""Where a field is defined, as far as it matters for loops: walls that part space, and holes that a loop can go round.

Between walls every part is convex, so a loop in it can be drawn together; a missing point of the plane and a missing line of
space are holes, which a loop can go round. What is not understood is said to be unknown, and nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Expr,
    Function,
    Ge,
    Gt,
    Le,
    Lt,
    Mul,
    Ne,
    Poly,
    Pow,
    Rational,
    Symbol,
    Tuple,
    atan,
    cos,
    cosh,
    cot,
    csc,
    erf,
    exp,
    factor_list,
    fraction,
    log,
    sec,
    sin,
    sinh,
    tan,
    tanh,
    together,
)
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from tutor.maths.numbers import sign_of
from tutor.trees import tree

TOTAL = (sin, cos, exp, atan, sinh, cosh, tanh, erf)  # defined and smooth for every number
HIGHEST = 12  # the degree up to which a denominator is taken apart


@dataclass(frozen=True, slots=True)
class Hole:
    """What is missing where some coordinates have these values: a point of the plane, a line or a point of space."""

    at: tuple[tuple[Symbol, Expr], ...]

    @property
    def point(self) -> Tuple:
        """The fixed coordinates."""
        return Tuple(*(a for _, a in self.at))


@dataclass(frozen=True, slots=True)
class FieldDomain:
    """Where something is defined. `points` are points missing from space, which no loop is caught on."""

    walls: tuple[Relational, ...] = ()
    holes: tuple[Hole, ...] = ()
    points: tuple[Hole, ...] = ()
    known: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing at all."""
        return self.known and not (self.walls or self.holes or self.points)

    @property
    def has_no_hole(self) -> bool:
        """Whether it is known that every loop can be drawn together."""
        return self.known and not self.holes


Need = tuple[Literal["nonzero", "positive", "unknown"], Expr]


def domain_of(field: Iterable[Expr], variables: Sequence[Symbol], within: Iterable[Basic] = ()) -> FieldDomain:
    """The domain of expressions together, no larger than the relations `within` say."""
    return _domain_of(tuple(field), tuple(variables), tuple(within))


@lru_cache(maxsize=32)  # asked again for every wrong answer that is looked for
def _domain_of(field: tuple[Expr, ...], variables: tuple[Symbol, ...], within: tuple[Basic, ...]) -> FieldDomain:
    walls: dict[Relational, None] = {}
    places: dict[Hole, None] = {}
    known = True
    for need, u in dict.fromkeys(n for f in field for n in needs(tree.plain(f), variables)):
        if need == "unknown":
            known = False
            continue
        for found in _missing(need, u, variables):
            match found:
                case Hole():
                    places[found] = None
                case None:
                    known = False
                case _:
                    walls[found] = None
    for relation in within:
        convex = _convex(relation, variables)
        if convex is None:
            known = False
        else:
            walls[convex] = None
    strict = {side for w in walls if isinstance(w, Gt | Lt) for side in (w.lhs, -w.lhs)}
    walls = {w: None for w in walls if not (isinstance(w, Ne) and w.lhs in strict)}  # where y > 0, y is not 0 either
    left = [p for p in places if all(_holds_at(w, p) is not False for w in walls)]
    known = known and all(_holds_at(w, p) is not None for w in walls for p in left)
    loose = [p for p in left if len(p.at) == 3]
    return FieldDomain(tuple(walls), tuple(p for p in left if p not in loose), tuple(loose), known)


def told(domain: FieldDomain) -> Mapping[str, Any]:
    """What is missing of a domain, for words."""
    lines = tuple(Tuple(*(Eq(v, a, evaluate=False) for v, a in h.at)) for h in domain.holes)
    apart = any(isinstance(w, Ne) for w in domain.walls)
    return {"known": domain.known, "walls": domain.walls, "apart": apart, "holes": lines, "points": tuple(h.point for h in domain.points)}


def lies_on(point: Hole, line: Hole) -> bool:
    """Whether a missing point of space lies on a missing line."""
    return set(line.at) <= set(point.at)


def needs(expr: Basic, variables: Sequence[Symbol]) -> Iterator[Need]:
    """What must not be 0, or must be positive, for an evaluated expression to be smooth."""
    if not expr.free_symbols & set(variables):
        return
    match expr:
        case log(args=(Abs(args=(u,)),)):
            yield "nonzero", u
            yield from needs(u, variables)
            return
        case log(args=(u,)):
            yield "positive", u
        case Pow(base=u, exp=Rational() as e):
            if not e.is_Integer and not never_zero(u):
                yield ("positive" if e.is_negative and e.q % 2 == 0 else "unknown"), u
            elif e.is_negative:
                yield "nonzero", u
        case Pow(base=u, exp=e):
            yield ("positive" if e.free_symbols or not e.is_Integer else "nonzero"), u
        case tan(args=(u,)) | sec(args=(u,)):
            yield "nonzero", cos(u)
        case cot(args=(u,)) | csc(args=(u,)):
            yield "nonzero", sin(u)
        case Add() | Mul() | Symbol() | Tuple():
            pass
        case Function() if isinstance(expr, TOTAL):
            pass
        case _:
            yield "unknown", expr
    for a in expr.args:
        yield from needs(a, variables)


def never_zero(u: Expr) -> bool:
    """Whether a sum of squares and the like is positive everywhere, by its terms."""
    return bool(u.is_positive) or (isinstance(u, Add) and all(map(_not_negative, u.args)) and any(a.is_positive for a in u.args))


def _not_negative(u: Expr) -> bool:
    return bool(u.is_nonnegative)


def _missing(need: str, u: Expr, variables: Sequence[Symbol]) -> Iterator[Relational | Hole | None]:
    """What a condition takes away: walls, holes; None for what is not understood."""
    over, under = fraction(together(u))
    if need == "positive":
        parts = [over, under] if under.free_symbols & set(variables) else [over]
        if len(parts) == 1 and never_zero(over):
            return
        shape = squares(over, variables) if len(parts) == 1 else None
        if shape is not None and shape[1].is_zero:
            yield Hole(shape[0]) if len(shape[0]) > 1 else Ne(shape[0][0][0], shape[0][0][1], evaluate=False)
            return
        pieces = [f for p in parts for f in _factors(p, variables)]
        outward = squares(-over, variables) if len(parts) == 1 else None
        linear = all(_is_linear(f, variables) for f in pieces)
        yield Gt(u, 0, evaluate=False) if linear or (outward is not None and sign_of(outward[1]) == -1) else None
        return
    for f in _factors(over, variables):
        if never_zero(f) or never_zero(-f):
            continue
        if _is_linear(f, variables) or (isinstance(f, sin | cos) and _is_linear(f.args[0], variables)):
            yield Ne(f, 0, evaluate=False)
            continue
        shape = squares(f, variables)
        if shape is None:
            yield None
        elif shape[1].is_zero:
            yield Hole(shape[0])
        elif sign_of(shape[1]) != 1:
            yield None


def _factors(u: Expr, variables: Sequence[Symbol]) -> list[Expr]:
    """The factors that hold variables, each once and without its exponent."""
    out: dict[Expr, None] = {}
    for f in Mul.make_args(u):
        base = f.base if isinstance(f, Pow) and f.exp.is_Rational else f
        if not base.free_symbols & set(variables):
            continue
        inner = [base]
        if isinstance(base, Add) and base.is_polynomial(*variables) and Poly(base, *variables).total_degree() <= HIGHEST:
            with suppress(PolynomialError):  # letters among the coefficients, say
                inner = [g for g, _ in factor_list(base, *variables)[1]]
        out.update(dict.fromkeys(inner))
    return list(out)


def _is_linear(u: Expr, variables: Sequence[Symbol]) -> bool:
    return bool(u.is_polynomial(*variables)) and Poly(u, *variables).total_degree() == 1


def squares(u: Expr, variables: Sequence[Symbol]) -> tuple[tuple[tuple[Symbol, Expr], ...], Expr] | None:
    """The centre and d of c (x - a)^2 + ... + d with every c positive; None for another shape."""
    if not u.is_polynomial(*variables):
        return None
    inside = [v for v in variables if v in u.free_symbols]
    p = Poly(u, *inside) if inside else None
    if p is None or p.total_degree() != 2 or any(sum(e > 0 for e in m) > 1 for m in p.monoms()):
        return None
    centre: list[tuple[Symbol, Expr]] = []
    rest = u
    for v in inside:
        c, b = p.coeff_monomial(v**2), p.coeff_monomial(v)
        if sign_of(c) != 1:
            return None
        centre.append((v, -b / (2 * c)))
        rest = rest - c * (v + b / (2 * c)) ** 2
    return tuple(centre), rest.expand()


def _convex(relation: Basic, variables: Sequence[Symbol]) -> Relational | None:
    """An inequality that a convex set satisfies, with everything on its left side; None for any other."""
    if not isinstance(relation, Gt | Ge | Lt | Le | Ne):
        return None
    left = tree.plain(relation.args[0]) - tree.plain(relation.args[1])
    if _is_linear(left, variables):
        return relation.func(left, 0, evaluate=False)
    if isinstance(relation, Ne):
        return None
    inward = left if isinstance(relation, Lt | Le) else -left
    shape = squares(inward, variables)
    return relation.func(left, 0, evaluate=False) if shape is not None else None


def _holds_at(wall: Relational, hole: Hole) -> bool | None:
    """Whether a wall leaves room at a hole; None where that depends on letters or on where on a line one stands."""
    value = wall.args[0].xreplace(dict(hole.at))
    found = sign_of(value) if not value.free_symbols else None
    if found is None:
        return None
    match wall:
        case Ne():
            return found != 0
        case Gt() | Ge():
            return found > 0
    return found < 0


def covers(potential: Expr, field: Iterable[Expr], variables: Sequence[Symbol], within: Iterable[Basic] = ()) -> bool:
    """Whether an expression is seen to be smooth wherever the field is defined: what it needs, the field needs too, or is said."""
    return next(uncovered(potential, field, variables, within), None) is None


def uncovered(potential: Expr, field: Iterable[Expr], variables: Sequence[Symbol], within: Iterable[Basic] = ()) -> Iterator[Need]:
    """What an expression needs and the field is not seen to."""
    given = _needed(tuple(field), tuple(variables))
    apart = [(tree.plain(r.args[0]) - tree.plain(r.args[1])).expand() for r in within if isinstance(r, Gt | Lt | Ne)]
    for need, u in needs(tree.plain(potential), variables):
        if need == "unknown":
            yield need, u
            continue
        for f in _taken_apart(need, u, variables):
            known = never_zero(f) or (need, f.factor()) in given or ("positive", f.factor()) in given
            if not known and need == "positive":  # a sum of squares is positive wherever it is not 0
                shape = squares(f, variables)
                known = shape is not None and bool(shape[1].is_zero) and ("nonzero", f.factor()) in given
            if not known and not any((f / g).cancel().is_number if need == "nonzero" else f == g for g in apart):
                yield need, f


@lru_cache(maxsize=32)  # asked again for every wrong answer that is looked for
def _needed(field: tuple[Expr, ...], variables: tuple[Symbol, ...]) -> frozenset[Need]:
    """What the components of a field need, factor by factor."""
    found = ((need, u) for g in field for need, u in needs(tree.plain(g), variables))
    return frozenset((need, f.factor()) for need, u in found for f in _taken_apart(need, u, variables))


def _taken_apart(need: str, u: Expr, variables: Sequence[Symbol]) -> list[Expr]:
    """The factors of which none may be 0; what must be positive stays whole."""
    return _factors(fraction(together(u))[0], variables) if need == "nonzero" else [u]
