"""A region with its limits as the stages of a page: what bounds it, the coordinates, the ranges, and the integral that is left."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any

from sympy import Add, Basic, Expr, Lt, Mul, S, Symbol, expand_mul
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.choose import Choice, chart_for, chosen
from tutor.maths.regions.coordinates import Chart, jacobian
from tutor.maths.regions.describe import Described, RegionPiece, SizeMatters, converted
from tutor.maths.regions.levels import nested
from tutor.maths.regions.pictured import pictured
from tutor.maths.regions.reasons import reasons
from tutor.maths.regions.shapes import region_of
from tutor.model import Claim
from tutor.rule import Stage
from tutor.shown import Shown
from tutor.trees import tree
from tutor.trees.heads import Determinant, MatrixOf
from tutor.trees.heads.region import Ranges

MOST_ORDERED = 3  # letters of which every order is tried


@dataclass(frozen=True, slots=True)
class Setup:
    """The pieces with the integrands that are to be integrated, the factor of the coordinates in them."""

    choice: Choice
    parts: tuple[tuple[Expr, tuple[tuple[Symbol, Expr, Expr], ...]], ...]

    @property
    def described(self) -> Described:
        """The region with its limits."""
        return self.choice.described

    @property
    def whole(self) -> Expr:
        """The sum of iterated integrals, held."""
        return tree.total(*(nested(f, limits) for f, limits in self.parts))

    @property
    def answer(self) -> dict[str, object]:
        """The fields of an answer: `limits` with the integrand, or `parts`."""
        told = [{"limits": tuple((v.name, a, b) for v, a, b in limits), "integrand": f} for f, limits in self.parts]
        return dict(told[0]) if len(told) == 1 else {"parts": tuple(told)}


def read(
    given: Sequence[Basic],
    variables: tuple[Symbol, ...],
    integrand: Expr,
    coordinates: str | None = None,
    order: Sequence[Symbol] | None = None,
) -> tuple[Choice, Expr]:
    """The limits of what is said of a region, and the integrand, letters taken positive where that is needed. Errors: `Unsupported`."""
    return _read(tuple(given), variables, integrand, coordinates, None if order is None else tuple(order))


@lru_cache(maxsize=32)  # asked again for every wrong answer that is looked for
def _read(
    given: tuple[Basic, ...], variables: tuple[Symbol, ...], integrand: Expr, coordinates: str | None, order: tuple[Symbol, ...] | None
) -> tuple[Choice, Expr]:
    coordinates = coordinates or _spoken(order, variables)
    found = chart_for(given, variables, integrand, coordinates)
    letters = _letters(given, variables, found)
    if letters and coordinates is None and found.name == "cartesian":  # an ellipse is one where its letters are positive
        positive: dict[Basic, Basic] = {s: Symbol(s.name, positive=True) for s in letters}
        placed, f = tuple(g.xreplace(positive) for g in given), integrand.xreplace(positive)
        other = chart_for(placed, variables, f, None)
        if other.name != "cartesian":
            given, integrand, found, letters = placed, f, other, []

    def made(twins: Mapping[Basic, Basic], hold: tuple[Relational, ...]) -> Choice:
        region = region_of([g.xreplace(dict(twins)) if twins else g for g in given], variables, found)
        region = replace(region, letters_hold=hold)
        f = integrand.xreplace(dict(twins)) if twins else integrand
        return chosen(region, found, f, None if order is None else _own(order, found))

    return settled(made, integrand, letters)


def settled(
    made: Callable[[Mapping[Basic, Basic], tuple[Relational, ...]], Choice], integrand: Expr, letters: Sequence[Symbol]
) -> tuple[Choice, Expr]:
    """A choice as it is made; where the sizes of letters matter, with positive ones, and then with growing ones."""
    try:
        return made({}, ()), integrand
    except Unsupported as error:
        if not letters or not (isinstance(error, SizeMatters) or "no point" in error.message or "depends" in error.message):
            raise
        twins: dict[Basic, Basic] = {s: Symbol(s.name, positive=True) for s in letters}
        taken = list(twins.values())
        found: Choice | None = None
        for hold in ((), *_orders(taken)):
            try:
                choice = made(twins, hold)
            except Unsupported:
                continue
            found = found or choice
            if not hold or _uses(choice, taken):
                found = choice
                break
        if found is None:
            raise
        return found, integrand.xreplace(twins)


def _orders(letters: Sequence[Symbol]) -> Iterator[tuple[Relational, ...]]:
    """In which order of size letters may be: as the alphabet has them, and of few in any other."""
    for some in permutations(letters) if len(letters) <= MOST_ORDERED else (letters,):
        yield tuple(Lt(a, b, evaluate=False) for a, b in pairwise(some))


def _uses(choice: Choice, letters: Sequence[Symbol]) -> bool:
    """Whether all letters stand in the limits: of sqrt(a^2 - x^2 - y^2) over a disc of radius b this takes b < a."""
    ends = {s for p in choice.described.pieces for l in p.limits for e in (l.lower, l.upper) for s in e.free_symbols}
    return ends >= set(letters)


def _spoken(order: Sequence[Symbol] | None, variables: tuple[Symbol, ...]) -> str | None:
    """The coordinates that an order of the variables themselves speaks of."""
    return "cartesian" if order is not None and {s.name for s in order} == {v.name for v in variables} else None


def _letters(given: Sequence[Basic], variables: tuple[Symbol, ...], found: Chart) -> list[Symbol]:
    names = {s.name for s in (*variables, *found.letters)}
    return sorted({s for g in given for s in g.free_symbols if s.name not in names}, key=str)


def _own(order: Sequence[Symbol], found: Chart) -> tuple[Symbol, ...]:
    named = {s.name: s for s in found.letters}
    if sorted(s.name for s in order) != sorted(named):
        raise Unsupported(f"cannot do this: the order must name each of {', '.join(sorted(named))} once")
    return tuple(named[s.name] for s in order)


def setting_up(choice: Choice, integrand: Expr, facts: Mapping[str, object] | None = None) -> Generator[Stage, Expr, Setup]:
    """The stages: the boundaries in these coordinates, the ranges with a figure, the factor, and the integral (after the fact `front`)."""
    plain = choice.described

    def seen(found: Ranges) -> tuple[dict[str, Any], Shown]:
        """The words and the figure, about the limits as they are written."""
        shown = plain.with_ranges(found)
        return {"about": reasons(replace(choice, described=shown))}, Shown(sides="after", map=pictured(shown))

    found = yield Stage("ranges", plain.points, facts or {}, solve=False, arranged=True, equals=plain.ranges, told=seen)
    assert isinstance(found, Ranges)
    made = plain.with_ranges(found)
    choice = replace(choice, described=made)
    told = {**(facts or {}), "about": reasons(choice)}
    factor = made.chart.factor
    if factor is not S.One:
        matrix = jacobian(made.chart)
        yield Stage("factor", Determinant(MatrixOf(*matrix.tolist())), told, check=True, equals=factor)
    integrands: dict[Expr, Expr] = {}
    for p in made.pieces:
        if p.integrand in integrands:
            continue
        f = _with_factor(p, made.chart)
        if factor is not S.One and integrand.free_symbols:
            held, as_it_is = made.chart.written(integrand), made.chart.put(tree.plain(integrand)) == p.integrand  # no bars were left out
            placed = tree.product(held if as_it_is else p.integrand, factor)
            claims = (Claim(tree.product(p.integrand, factor), placed),)
            f = yield Stage("integrand", placed, told, solve=False, arranged=True, equals=f, claims=claims, shown=Shown(sides="both"))
        integrands[p.integrand] = f
    setup = Setup(choice, tuple((integrands[p.integrand], p.ranges) for p in made.pieces))
    whole = tree.scaled(told.get("front", S.One), setup.whole)
    yield Stage("whole", whole, told, solve=False, equals=whole)
    return setup


def parts_of(choice: Choice) -> list[tuple[Expr, tuple[tuple[Symbol, Expr, Expr], ...]]]:
    """The integrand with the factor of the coordinates, and the limits, of each piece."""
    return [(_with_factor(p, choice.described.chart), p.ranges) for p in choice.described.pieces]


def given_limits(given: Described) -> Stage:
    """The region read off its limits, with its strip."""
    facts, seen = {"about": reasons(Choice(given, "asked"))}, Shown(sides="after", map=pictured(given))
    return Stage("read", given.points, facts, solve=False, equals=given.ranges, shown=seen)


def _with_factor(piece: RegionPiece, found: Chart) -> Expr:
    """The integrand in these coordinates, with their factor."""
    f = converted(piece.integrand, found)
    if found.factor is S.One:
        return f
    whole = Mul(f, found.factor)
    return expand_mul(whole) if isinstance(f, Add) else whole


def answered(fields: Mapping[str, object], symbols: Mapping[str, Symbol]) -> dict[str, object]:
    """An answer in the letters of the problem, where letters had to be taken positive on the way."""

    def home(value: object) -> object:
        match value:
            case Basic():
                own = {s: symbols[s.name] for s in value.free_symbols if symbols.get(s.name, s) != s}
                return tree.substitute(value, own) if own else value
            case tuple():
                return tuple(map(home, value))
            case dict():
                return {name: home(v) for name, v in value.items()}
        return value

    return {name: home(value) for name, value in fields.items()}
