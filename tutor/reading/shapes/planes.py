"""Planes and lines from equations: a plane by two directions, a line as where two planes meet."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tutor.reading.answers import Line
from tutor.reading.linearity import coefficients
from tutor.reading.syntax import Neg, Node, Num, Prod, Quot, Relation, Sum, Sym, walk

_ZERO = Num("0")
Vector = tuple[Node, ...]
# A plane n·x = c in the order of the coordinates.
Plane = tuple[Vector, Node]


def plane(left: Node, right: Node, letters: Sequence[str]) -> Plane | None:
    """The plane (or the line in the plane) of a linear equation; None where it is not seen to be linear."""
    a, b = coefficients(left, letters), coefficients(right, letters)
    if a is None or b is None:
        return None
    normal = tuple(minus(a[1].get(n, _ZERO), b[1].get(n, _ZERO)) for n in letters)
    return normal, minus(b[0], a[0])


def meeting(planes: Sequence[Plane]) -> Line | None:
    """Where two planes meet, or a line in the plane by its one equation; None for another number of them."""
    normals = [p[0] for p in planes]
    match normals, planes:
        case [(a, b)], [(_, c)]:
            size = plus(times(a, a), times(b, b))
            return Line((over(times(a, c), size), over(times(b, c), size)), (minus(_ZERO, b), a), None)
        case [(_, _, _) as n, (_, _, _) as m], [(_, c), (_, d)]:
            along = cross(n, m)
            size = plus(*(times(x, x) for x in along))
            first, second = cross(m, along), cross(along, n)
            at = tuple(over(plus(times(c, x), times(d, y)), size) for x, y in zip(first, second, strict=True))
            return Line(at, along, None)
    return None


def spanned(point: Vector, first: Vector, second: Vector, letters: Sequence[str], place: tuple[int, int]) -> Relation:
    """The equation of the plane through a point along two directions."""
    normal = cross(first, second)
    left = plus(*(times(n, Sym(x, *place)) for n, x in zip(normal, letters, strict=True)))
    return Relation((left, plus(*(times(n, p) for n, p in zip(normal, point, strict=True)))), ("=",), *place)


def cross(a: Vector, b: Vector) -> Vector:
    """The cross product of two vectors in space."""
    return tuple(minus(times(a[i], b[j]), times(a[j], b[i])) for i, j in ((1, 2), (2, 0), (0, 1)))


def exact(node: Node) -> Fraction | None:
    """The value of a tree of whole numbers and decimals joined by the four operations; None for any other."""
    match node:
        case Num(digits) if "e" not in digits.lower():
            return Fraction(digits if digits[0] != "." else f"0{digits}")
        case Neg(of):
            value = exact(of)
            return None if value is None else -value
        case Quot(a, b):
            above, below = exact(a), exact(b)
            return None if above is None or not below else above / below
        case Sum(items) | Prod(items, ""):
            found = [exact(i) for i in items]
            known = [f for f in found if f is not None]
            if len(known) < len(found):
                return None
            total = Fraction(int(isinstance(node, Prod)))
            for f in known:
                total = total * f if isinstance(node, Prod) else total + f
            return total
    return None


def _shown(value: Fraction) -> Node:
    size: Node = Num(str(abs(value.numerator)))
    if value.denominator > 1:
        size = Quot(size, Num(str(value.denominator)))
    return Neg(size) if value < 0 else size


def _short(node: Node) -> Node:
    value = exact(node)
    return node if value is None else _shown(value)


def plus(*terms: Node) -> Node:
    """The sum, without noughts."""
    kept = tuple(t for t in terms if exact(t) != 0)
    return _ZERO if not kept else _short(kept[0] if len(kept) == 1 else Sum(kept))


def minus(a: Node, b: Node) -> Node:
    """The difference."""
    return plus(a, Neg(b))


def times(a: Node, b: Node) -> Node:
    """The product."""
    values = exact(a), exact(b)
    if 0 in values:
        return _ZERO
    return b if values[0] == 1 else a if values[1] == 1 else _short(Prod((a, b)))


def over(a: Node, b: Node) -> Node:
    """The quotient."""
    return a if exact(b) == 1 else _short(Quot(a, b))


def letters_in(node: Node, letters: Sequence[str]) -> set[str]:
    """Which of some letters stand in a tree."""
    return {n.name for n in walk(node) if isinstance(n, Sym) and n.name in letters}
