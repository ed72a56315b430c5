"""Small questions on what a line states: an inequality, an equation with ±, whether two equations are one, and on values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from tutor.checking.equal import equal
from tutor.checking.opinion import Domain
from tutor.checking.plain import replaced
from tutor.checking.proportional import same_up_to_factor
from tutor.checking.tolerance import close
from tutor.checking.values import NoValue, letters, precision, value
from tutor.checking.working.worked import entries, put
from tutor.checking.working.world import World, holds
from tutor.reading.syntax import DerivativeNode, Neg, Node, Num, PlusMinus, Relation, Sum, Sym, Tup, walk

ABOUT = Fraction(1, 50)  # a number behind ≈ further off than this is wrong


def far(a: Node, b: Node, domain: Domain) -> bool:
    """Whether a number is no rounded value of another."""
    pairs = list(zip(entries(a) or (a,), entries(b) or (b,), strict=False))
    return any(not letters(x, y) and not isinstance(x, Tup) and close(x, y, ABOUT, ABOUT, domain).outcome == "different" for x, y in pairs)


def is_refuted(a: Node, sign: str, b: Node, domain: Domain) -> bool:
    """Whether an inequality between two numbers does not hold."""
    if letters(a, b) or any(entries(n) is not None for n in (a, b)):
        return False
    with precision(128):
        try:
            x, y = value(a, {}, domain), value(b, {}, domain)
        except NoValue:
            return False
        match sign:
            case "<":
                return bool(x >= y)
            case "<=":
                return bool(x > y)
            case ">":
                return bool(x <= y)
            case ">=":
                return bool(x < y)
    return sign == "!=" and equal(a, b, domain).outcome == "equal"


def is_doubled(*sides: Node) -> bool:
    """Whether a side is meant for two values, by ±."""
    return any(isinstance(n, PlusMinus) for side in sides for n in walk(side))


def either(relation: Relation, at: Mapping[str, Node], world: World) -> str:
    """Whether one of the signs of ± satisfies an equation."""
    found = [holds(Relation(tuple(_sign(s, plus) for s in relation.items), ("=",)), at, world).outcome for plus in (True, False)]
    return "equal" if "equal" in found else "undecided" if "undecided" in found else "different"


def _sign(node: Node, plus: bool) -> Node:
    for n in walk(node):
        if isinstance(n, PlusMinus):
            return _sign(replaced(node, n, n.of if plus != n.flipped else Neg(n.of)), plus)
    return node


def with_slopes(relation: Relation, names: Callable[[str], str]) -> Relation:
    """An equation with one letter for each slope, however it is written; `names` says what a letter of a tree names."""
    inside = {n.name for side in relation.items for n in walk(side) if isinstance(n, Sym | DerivativeNode)}
    slopes = {n: name for n in inside if (name := names(n)).startswith("derivative ")}
    return Relation(tuple(put(side, {n: Sym(name.replace(" ", "_")) for n, name in slopes.items()}) for side in relation.items), ("=",))


def _difference(relation: Relation) -> Node:
    return Sum((relation.items[0], Neg(relation.items[1])))


def are_alike(a: Relation, b: Relation, world: World) -> bool:
    """Whether two equations are one, but for a number as factor."""
    return same_up_to_factor(a, b, world.domain) is not None


def are_the_same(a: Relation, b: Relation, world: World) -> bool:
    """Whether two equations are one, but for their sign."""
    left, right = _difference(a), _difference(b)
    return any(equal(left, other, world.domain).outcome == "equal" for other in (right, Neg(right)))


def implies(a: Relation, b: Relation, world: World) -> bool:
    """Whether one equation says that a factor of the other is 0: x = 0, of x(y - 2) = 0."""
    return world.divides(_difference(a), _difference(b))


def is_plain(value_: Node) -> bool:
    """Whether it is a number that stands everywhere: 0, 1 or -1."""
    bare = value_.of if isinstance(value_, Neg) else value_
    return isinstance(bare, Num) and bare.digits in ("0", "1")


def is_nothing(value_: Node, domain: Domain) -> bool:
    """Whether nothing is left to do with a value: zero, a zero vector."""
    parts = entries(value_) or (value_,)
    return all(not isinstance(p, Tup | Relation) and equal(p, Num("0"), domain).outcome == "equal" for p in parts)
