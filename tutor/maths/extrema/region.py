"""A region given by equations and inequalities: its sides, each an inequality u >= 0 with the edge u = 0, and what lies in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Expr,
    Ge,
    Gt,
    Le,
    Lt,
    Matrix,
    Mul,
    Poly,
    PolynomialError,
    S,
    Symbol,
    cancel,
    fraction,
    hessian,
    sqrt,
    together,
)
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.branches import at_edge
from tutor.maths.extrema.compact import sides
from tutor.maths.numbers import sign_of
from tutor.maths.solving.signs import Signs, nonnegative
from tutor.trees import tree

MOST_SIDES = 12
NO_POINT = "cannot do this: no point satisfies all conditions, so there are no values to compare"


@dataclass(frozen=True, slots=True)
class Side:
    """`inside` >= 0 (> 0 where `strict`), as `relation` says it. A side is `implied` where a formula has no value beyond it."""

    relation: Relational
    inside: Expr
    strict: bool
    implied: bool = False

    @property
    def edge(self) -> Eq:
        """The relation with an equality sign, the letters on the left."""
        left, right = self.relation.args
        return Eq(*((left, right) if left.free_symbols else (right, left)), evaluate=False)

    @property
    def open(self) -> Relational:
        """The relation without its edge."""
        return _letters_first(_like(self.relation, {"<=": Lt, "<": Lt, ">=": Gt, ">": Gt}))

    @property
    def closed(self) -> Relational:
        """The relation with its edge."""
        return _like(self.relation, {"<=": Le, "<": Le, ">=": Ge, ">": Ge})


@dataclass(frozen=True, slots=True)
class FeasibleSet:
    """The points at which all equations and inequalities hold."""

    variables: tuple[Symbol, ...]
    equations: tuple[Eq, ...]
    sides: tuple[Side, ...]

    @property
    def zeros(self) -> tuple[Expr, ...]:
        """What is 0 where the equations hold, without the denominators."""
        return tuple(numerator(e) for e in self.equations)

    @property
    def barred(self) -> frozenset[int]:
        """The sides whose edges no point of the equations comes near: there a denominator is 0."""
        factors = {b for e in self.equations for b in _denominators(e)}
        return frozenset(k for k, s in enumerate(self.sides) if s.strict and any(cancel(s.inside / b).is_number for b in factors))

    @property
    def thin(self) -> bool:
        """Whether it is a piece of a line or of a curve, which has ends and no edges."""
        return len(self.variables) - len(self.equations) <= 1

    @property
    def whole(self) -> bool:
        """Whether every edge belongs to it, so that it is a closed set."""
        return not any(s.strict for s in self.sides)

    @property
    def relations(self) -> tuple[Relational, ...]:
        """Equations and sides, the edges taken in."""
        return (*self.equations, *(s.closed for s in self.sides))

    def broken(self, point: Mapping[Symbol, Expr]) -> Relational | None:
        """The first relation that does not hold at a point, its edges taken in; None for a point of the closed region."""
        for e in self.equations:
            if sign_at(tree.plain(e.lhs - e.rhs), point) != 0:
                return e
        for s in self.sides:
            if sign_at(s.inside, point) < 0:
                return s.relation
        return None

    def missing(self, point: Mapping[Symbol, Expr]) -> Side | None:
        """The side on whose edge, which does not belong to the region, a point lies."""
        return next((s for s in self.sides if s.strict and sign_at(s.inside, point) == 0), None)


def read(relations: Iterable[Basic], variables: Sequence[Symbol], *functions: Expr) -> FeasibleSet:
    """The region where relations hold and the functions have values. Errors: `Unsupported` for what has no sides of this kind."""
    equations: list[Eq] = []
    found: list[Side] = []
    for r in relations:
        if not r.free_symbols & set(variables):
            _decided(r)
        elif isinstance(r, Eq):
            equations.append(r)
        else:
            found.extend(_sides(r, variables))
    for v in variables:
        if v.is_positive or v.is_nonnegative:
            found.append(Side((Gt if v.is_positive else Ge)(v, S.Zero, evaluate=False), v, bool(v.is_positive)))
    for f in (*functions, *(a for r in relations for a in r.args)):
        found.extend(_implied(f, variables))
    kept = tuple(_distinct(found))
    if len(kept) > MOST_SIDES:
        raise Unsupported(f"cannot do this: a region with more than {MOST_SIDES} sides")
    _never_below(equations, kept, variables)
    region = FeasibleSet(tuple(variables), tuple(equations), kept)
    return FeasibleSet(region.variables, region.equations, tuple(s for s in kept if not (s.implied and never_zero(s.inside, region))))


def never_zero(u: Expr, region: FeasibleSet) -> bool:
    """Whether a positive definite quadratic is 0 at one point only, which is not in the closed region: x^2 + y^2 where x + y >= 1."""
    try:
        p = Poly(u, *region.variables)
    except PolynomialError:
        return False
    if p.total_degree() != 2 or p.free_symbols_in_domain:
        return False
    bends = hessian(u, region.variables)
    if not bends.is_positive_definite:
        return False
    slopes = Matrix([-u.diff(v).subs(dict.fromkeys(region.variables, S.Zero)) for v in region.variables])
    lowest = dict(zip(region.variables, bends.LUsolve(slopes), strict=True))
    return sign_at(u, lowest) == 0 and region.broken(lowest) is not None


def _never_below(equations: Sequence[Eq], found: Sequence[Side], variables: Sequence[Symbol]) -> None:
    """`Unsupported` where what stands below the line in an equation may be 0."""
    signs = Signs(tuple(s.relation for s in found), ())
    for e in equations:
        for u in _denominators(e):
            sure = signs.never_zero(u) or any(s.strict and cancel(s.inside / u).is_number for s in found)
            if not sure and u.free_symbols & set(variables):
                raise Unsupported("cannot do this: an equation of the region has a denominator that may be 0")


def numerator(equation: Eq) -> Expr:
    """What is 0 where an equation holds, denominators left out."""
    difference = tree.plain(equation.lhs - equation.rhs)
    return (fraction(together(difference))[0] if _denominators(equation) else difference).expand()


def _denominators(equation: Eq) -> frozenset[Expr]:
    """The different factors below the line that hold letters."""
    under = fraction(together(tree.plain(equation.lhs - equation.rhs)))[1]
    return frozenset(b for f in Mul.make_args(under) for b in (f.as_base_exp()[0],) if b.free_symbols)


def _like(relation: Relational, made: Mapping[str, type[Relational]]) -> Relational:
    found: Relational = made[relation.rel_op](*relation.args, evaluate=False)
    return found


def _letters_first(relation: Relational) -> Relational:
    """x > 0 for 0 < x."""
    left, right = relation.args
    turned: Relational = relation.reversed if right.free_symbols and not left.free_symbols else relation
    return turned


def _decided(relation: Basic) -> None:
    left, right, op = sides(relation)
    difference = (left - right).expand()
    holds = {"=": difference == 0, "<=": difference.is_nonpositive, "<": difference.is_negative}
    holds |= {">=": difference.is_nonnegative, ">": difference.is_positive}
    if not holds.get(op):
        raise Unsupported(NO_POINT if holds.get(op) is False else "cannot do this: it is not decided whether a condition on letters holds")


def _sides(relation: Basic, variables: Sequence[Symbol]) -> Iterator[Side]:
    """One inequality as sides: |u| <= c and u^2 <= c are two, c1 <= u <= c2."""
    left, right, op = sides(relation)
    if op not in ("<", "<=", ">", ">="):
        raise Unsupported("cannot do this: a region is given by equations and inequalities")
    strict = op in ("<", ">")
    inside = (right - left if op in ("<", "<=") else left - right).expand()
    opened = list(_without_bars(inside))
    if opened != [inside]:
        for part in opened:
            yield Side(written(part, strict, variables), part, strict)
        return
    between = _between(inside, variables)
    if between is not None:
        v, low, high = between
        yield Side(_above(v, low, strict), v - low, strict)
        yield Side(_below(v, high, strict), high - v, strict)
        return
    assert isinstance(relation, Relational)
    yield Side(relation, inside, strict)


def _above(v: Expr, low: Expr, strict: bool) -> Relational:
    made: Relational = (Gt if strict else Ge)(v, low, evaluate=False)
    return made


def _below(v: Expr, high: Expr, strict: bool) -> Relational:
    made: Relational = (Lt if strict else Le)(v, high, evaluate=False)
    return made


def _without_bars(inside: Expr) -> Iterator[Expr]:
    """u with |v| in it, taken off, is at least 0 where it is for v and for -v in its place."""
    bars = sorted(inside.atoms(Abs), key=str)
    if not bars:
        yield inside
        return
    bar = bars[0]
    c = inside.coeff(bar, 1)
    if not c.is_negative or (inside - c * bar).expand().has(bar):
        raise Unsupported("cannot do this: a region whose absolute values do not stand alone on the smaller side")
    for s in (1, -1):
        yield from _without_bars((inside - c * bar + s * c * bar.args[0]).expand())


def _between(inside: Expr, variables: Sequence[Symbol]) -> tuple[Symbol, Expr, Expr] | None:
    """low <= v <= high for a quadratic in v alone that opens downwards."""
    letters = inside.free_symbols & set(variables)
    if len(letters) != 1:
        return None
    (v,) = letters
    try:
        p = Poly(inside, v)
    except PolynomialError:
        return None
    if p.degree() != 2 or not p.LC().is_negative:
        return None
    a, b, c = p.all_coeffs()
    d = (b**2 - 4 * a * c).expand()
    if not d.is_positive:
        return None
    middle, half = -b / (2 * a), sqrt(d) / (-2 * a)
    return v, middle - half, middle + half


def written(inside: Expr, strict: bool, variables: Collection[Symbol] | None = None) -> Relational:
    """inside >= 0 as one writes it: the variables on one side, positive ones first, no common factor."""
    free = [t for t in Add.make_args(inside) if not t.free_symbols & set(inside.free_symbols if variables is None else variables)]
    number = Add(*free)
    rest = (inside - number).expand()
    terms = rest.as_ordered_terms()
    content = rest.as_content_primitive()[0] if rest != 0 else S.One
    number, rest = (number / content).expand(), (rest / content).expand()
    negative = sum(1 for t in terms if t.could_extract_minus_sign())
    if negative * 2 > len(terms) or (negative * 2 == len(terms) and number.is_positive):
        made: Relational = (Lt if strict else Le)(-rest, number, evaluate=False)
    else:
        made = (Gt if strict else Ge)(rest, -number, evaluate=False)
    return made


def _implied(f: Expr, variables: Sequence[Symbol]) -> Iterator[Side]:
    """Where a formula has a value: under a root, in a logarithm."""
    for r in interior_conditions(f):
        if r.rel_op == ">" and r.free_symbols & set(variables):
            u, strict = r.args[0].expand(), not at_edge(f, r.args[0])
            if not strict and all(nonnegative(t, Signs((), ())) for t in Add.make_args(u)):
                continue  # x^2 + y^2 under a root
            yield Side(written(u, strict, variables), u, strict, implied=True)


def _distinct(found: Iterable[Side]) -> Iterator[Side]:
    """Each side once; of two with the same edge the one that takes more away."""
    kept: dict[int, Side] = {}
    numbers = count()
    for s in found:
        same = next((k for k, o in kept.items() if _same(o.inside, s.inside)), None)
        if same is None:
            kept[next(numbers)] = s
        elif s.strict and not kept[same].strict:
            kept[same] = Side(
                _like(kept[same].relation, {"<=": Lt, ">=": Gt, "<": Lt, ">": Gt}), kept[same].inside, True, kept[same].implied
            )
    return iter(kept.values())


def _same(a: Expr, b: Expr) -> bool:
    if a == b:
        return True
    ratio = cancel(a / b)
    return bool(ratio.is_positive)


def sign_at(u: Expr, point: Mapping[Symbol, Expr]) -> int:
    """The sign of u at a point. `Unsupported` where it is not decided."""
    value = u.xreplace(dict(point))
    if not value.free_symbols and (value.is_real is False or value.is_finite is False or value is S.NaN):
        return -1  # a formula of the region has no value there
    found = sign_of(value)
    if found is None:
        why = "depends on letters" if value.free_symbols else "is not decided"
        raise Unsupported(f"cannot do this: it {why} whether a point lies in the region")
    return found
