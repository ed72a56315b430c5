"""The simplest number that refutes a line: values for its letters at which its two sides differ, and both sides there."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Any

from tutor.checking.on_curve import EquationCurve
from tutor.checking.opinion import Assumption
from tutor.checking.shown import said
from tutor.checking.values import NoValue, fraction, letters, precision, value
from tutor.checking.working.worked import entries, put, worked
from tutor.checking.working.world import World, candidates, holds
from tutor.frozen import dataclass
from tutor.reading.syntax import Node, Num, Quot, Relation, Rows, Sum

MOST = 400  # choices tried
MOST_BOXES = 8  # ranges of letters, one of each together
BITS = 100
DIGITS = 5
Range = tuple[Node, Node]


@dataclass(frozen=True, slots=True)
class Refutation:
    """Where two sides differ, by letters with their values as written, and what each side is there."""

    at: tuple[tuple[str, str], ...]
    left: str
    right: str


def refutation(a: Node, b: Node, world: World, where: Mapping[str, Node] | None = None) -> Refutation | None:
    """The simplest place where both sides, or their slopes, have values that are proved different; None where none is found.

    It lies where the letters run; where they run over several ranges there is one in each. Sides without letters were taken `where`.
    """
    if where and not letters(a, b):
        x, y = _value(a, world), _value(b, world)
        apart = x is not None and y is not None and not x[1].overlaps(y[1]) and x[0] != y[0]
        return Refutation(tuple((name, said(number)) for name, number in where.items()), x[0], y[0]) if apart and x and y else None
    u, v = _parts(worked(a, world.dimension)), _parts(worked(b, world.dimension))
    if u is not None and v is not None:
        parts = [r for x, y in zip(u, v, strict=False) if (r := refutation(x, y, world)) is not None]
        return min(parts, key=lambda r: len(r.at), default=None)
    a, b = world.slopes(worked(a, world.dimension), worked(b, world.dimension))
    place = next((p for p in world.places if _moves(p, set(letters(a, b)))), {})
    a, b = (worked(put(side, place), world.dimension) for side in (a, b))
    names = letters(a, b)
    right = world.right
    if right is not None and set(names) == set(letters(*right.items)) and (off := _off(a, b, names, right, world)) is not None:
        return off
    if world.dependents & set(names) and set(names) <= set(world.point):  # they are no free letters
        return _differing(a, b, world.point if names else {}, world)
    if isinstance(world.curve, EquationCurve) and world.dependents & set(names):
        curve = Relation((world.curve.left, world.curve.right), ("=",))
        return _off(a, b, letters(a, b, *curve.items), curve, world)
    found = [_refuted(a, b, names, box, world) for box in islice(product(*(world.ranges.get(n, (None,)) for n in names)), MOST_BOXES)]
    return found[0] if all(found) else None


def _moves(place: Mapping[str, Node], inside: set[str]) -> bool:
    """Whether coordinates that stand in two sides are given by other letters in them, as along a curve: they are no free letters."""
    by = set(letters(*place.values()))
    return bool(place.keys() & inside) and bool(by) and by <= inside - place.keys()


def _off(a: Node, b: Node, names: tuple[str, ...], right: Relation, world: World) -> Refutation | None:
    """Where the right equation holds, and another one does not: at the point that is known, if it may be."""
    known = {n: [*world.named(n), *([world.point[n]] if n in world.point else [])] for n in names}
    numbers = [[v for v in (*known[n], *_candidates(n, None, world)) if not letters(v)] for n in names]
    places = (dict(zip(names, chosen, strict=True)) for chosen in product(*numbers))
    on = (at for at in islice(places, MOST) if holds(right, at, world).outcome == "equal")
    return next((r for at in on if (r := _differing(a, b, at, world)) is not None), None)


def _refuted(a: Node, b: Node, names: tuple[str, ...], box: tuple[Range | None, ...], world: World) -> Refutation | None:
    choices = [[*enumerate(_candidates(name, within, world))] for name, within in zip(names, box, strict=True)]
    for numbers in sorted(product(*choices), key=lambda c: sum(k for k, _ in c))[:MOST]:
        found = _differing(a, b, {name: number for name, (_, number) in zip(names, numbers, strict=True)}, world)
        if found is not None:
            return found
    return None


def _differing(a: Node, b: Node, at: Mapping[str, Node], world: World) -> Refutation | None:
    """Both sides at a place, where they differ there."""
    x, y = _value(put(a, at), world), _value(put(b, at), world)
    if x is None or y is None or x[1].overlaps(y[1]) or x[0] == y[0]:
        return None
    named = letters(a, b)
    return Refutation(tuple((name, said(number)) for name, number in at.items() if name in named), x[0], y[0])


def _candidates(name: str, within: Range | None, world: World) -> list[Node]:
    """Numbers that a letter may be, the simplest first."""
    assumed = world.domain.of(name)
    found = [n for n in candidates() if _may_be(fraction(n), assumed)]
    if within is None:
        return found
    low, high = (_value(end, world) for end in within)
    with precision(BITS):
        inside = [n for n in found if low and high and (v := _value(n, world)) and low[1] < v[1] < high[1]]
        return inside or [Quot(Sum(within), Num("2"))]


def _may_be(number: Fraction | None, assumed: Assumption) -> bool:
    match assumed:
        case "positive":
            return number is not None and number > 0
        case "nonnegative":
            return number is not None and number >= 0
        case "integer":
            return number is not None and number.denominator == 1
    return True


def _parts(node: Node) -> tuple[Node, ...] | None:
    """The entries of a vector or a matrix."""
    return tuple(e for r in node.rows for e in r) if isinstance(node, Rows) else entries(node)


def _value(node: Node, world: World) -> tuple[str, Any] | None:
    """A value as it is written, and the ball that holds it."""
    exact = fraction(node)
    with precision(BITS):
        try:
            ball = value(node, {}, world.domain)
        except (NoValue, RecursionError):
            return None
        if exact is not None:
            return (str(exact) if exact >= 0 else f"−{-exact}"), ball
        return ball.str(DIGITS, radius=False).replace("-", "−"), ball
