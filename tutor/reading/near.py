"""Which piece of a function holds near a point (strictly inside one, or all round a single point left out), and which at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from sympy import Expr, S, Symbol, cancel

from tutor.reading.build import build
from tutor.reading.syntax import Call, Joined, Node, Pieces, Relation, Sym, Tup, walk
from tutor.trees.tree import plain

# `edge`: it holds on a part of every neighbourhood only, or there is no telling.
Stands = Literal["inside", "outside", "edge"]
_JUMPING = frozenset(["floor", "ceil", "sign"])  # whose value at the point says nothing about the points beside it


def piece_near(node: Pieces, names: Sequence[str], at: Sequence[Node], punctured: bool) -> Node | None:
    """The piece that is the function near a point, `punctured`: whatever its value at the point itself. None where pieces meet."""
    values = {Symbol(n, real=True): plain(build(a)) for n, a in zip(names, at, strict=True)}
    for value, condition in zip(node.values, node.conditions, strict=True):
        stands = "inside" if condition is None else _stands(condition, values, names, punctured)
        if stands == "inside":
            return value
        if stands == "edge":
            return None
    return None


def piece_at(node: Pieces, names: Sequence[str], at: Sequence[Node]) -> Node | None:
    """The piece that is the function at the point itself. None where there is no telling, or where none is."""
    return value_at(node, names, at)[0]


def value_at(node: Pieces, names: Sequence[str], at: Sequence[Node]) -> tuple[Node | None, bool]:
    """The piece that is the function at the point itself, and whether that is known; known and None: it has no value there."""
    values = {Symbol(n, real=True): plain(build(a)) for n, a in zip(names, at, strict=True)}
    for value, condition in zip(node.values, node.conditions, strict=True):
        holds = True if condition is None else _holds(condition, values)
        if holds is not False:
            return (value, True) if holds else (None, False)
    return None, True


class Meeting(NamedTuple):
    """Two pieces that meet at a point: the first holds where `border` does, near the point, the second where it fails."""

    first: Node
    second: Node
    border: Relation


def meeting(node: Pieces, names: Sequence[str], at: Sequence[Node]) -> Meeting | None:
    """The two pieces that meet along one border through the point. None where it is not so, or not seen."""
    values = {Symbol(n, real=True): plain(build(a)) for n, a in zip(names, at, strict=True)}
    borders: list[Relation] = []
    pieces: list[Node] = []
    for value, condition in zip(node.values, node.conditions, strict=True):
        stands = "inside" if condition is None else _stands(condition, values, names, True)
        if stands == "outside":
            continue
        pieces.append(value)
        if stands == "inside":
            break
        found = [] if condition is None else _borders(condition, values, names)
        if len(found) != 1:
            return None
        borders += found
    if len(pieces) != 2 or len(borders) not in (1, 2) or (len(borders) == 2 and not _opposite(*borders)):
        return None
    return Meeting(pieces[0], pieces[1], borders[0])


Piece = tuple[Node, list[Relation]]  # a value and the relations that must all hold; none of them: everywhere else


def several(node: Pieces, names: Sequence[str], at: Sequence[Node]) -> list[Piece] | None:
    """The pieces that may hold beside the point, in order; one that holds in two places is two of them.

    None where a condition is not one of relations that all hold, or of several such. The last one may leave places without a value.
    """
    values = {Symbol(n, real=True): plain(build(a)) for n, a in zip(names, at, strict=True)}
    out: list[Piece] = []
    for value, condition in zip(node.values, node.conditions, strict=True):
        for part in condition.items if isinstance(condition, Joined) and condition.word == "or" else (condition,):
            stands = "inside" if part is None else _stands(part, values, names, True)
            if stands == "outside":
                continue
            relations = [] if part is None or stands == "inside" else _relations(part)
            if relations is None:
                return None
            out.append((value, relations))
            if stands == "inside":
                return out
    return out or None


def _relations(condition: Node) -> list[Relation] | None:
    match condition:
        case Joined("and", items):
            found = [_relations(item) for item in items]
            return None if None in found else [r for part in found if part is not None for r in part]
        case Relation(items, signs) if "in" not in signs and not any(isinstance(i, Tup) for i in items):
            return [Relation((a, b), (sign,), a.start, b.end) for a, sign, b in zip(items, signs, items[1:], strict=False)]
    return None


def _borders(condition: Node, values: Mapping[Symbol, Expr], names: Sequence[str]) -> list[Relation]:
    """The inequalities of a condition, all of which must hold, on whose edge the point is."""
    match condition:
        case Joined("and", items):
            return [b for item in items for b in _borders(item, values, names)]
        case Relation(items, signs) if all(s in ("<", "<=", ">", ">=") for s in signs):
            each = [Relation((a, b), (sign,), a.start, b.end) for a, sign, b in zip(items, signs, items[1:], strict=False)]
            edges = [r for r in each if _compared(r.items[0], r.signs[0], r.items[1], values, names, True) == "edge"]
            if all(_meets(r, values) for r in edges):
                return edges
    return [Relation((condition, condition), ("=",))] * 2  # no border that is understood


def _meets(border: Relation, values: Mapping[Symbol, Expr]) -> bool:
    """Whether the point is certainly on a border."""
    left, right = (plain(build(side)).subs(values) for side in border.items)
    return (left - right).is_zero is True


def _opposite(one: Relation, two: Relation) -> bool:
    """Whether two inequalities share their border and hold on different sides of it."""

    def beyond(r: Relation) -> Expr:
        left, right = (plain(build(side)) for side in r.items)
        return left - right if r.signs[0] in (">", ">=") else right - left

    ratio = cancel(beyond(one) / beyond(two))
    return bool(ratio.is_negative)


def _holds(condition: Node, values: Mapping[Symbol, Expr]) -> bool | None:
    """Whether a condition is true at a point; None where that is not seen."""
    match condition:
        case Joined("and" | "or" as word, items):
            found = [_holds(item, values) for item in items]
            decides = word == "or"
            return decides if decides in found else None if None in found else not decides
        case Relation(items, signs):
            each = [_relation_holds(a, sign, b, values) for a, sign, b in zip(items, signs, items[1:], strict=False)]
            return False if False in each else None if None in each else True
    return None


def _relation_holds(a: Node, sign: str, b: Node, values: Mapping[Symbol, Expr]) -> bool | None:
    sides = [side.items if isinstance(side, Tup) else (side,) for side in (a, b)]
    if (
        len(sides[0]) != len(sides[1])
        or sign == "in"
        or any(isinstance(n, Call) and n.function in _JUMPING for s in (a, b) for n in walk(s))
    ):
        return None
    differences = [plain(build(left)).subs(values) - plain(build(right)).subs(values) for left, right in zip(*sides, strict=True)]
    zeros = [d.is_zero for d in differences]
    if sign in ("=", "!="):
        equal = False if any(z is False for z in zeros) else True if all(zeros) else None
        return equal if sign == "=" or equal is None else not equal
    [d] = differences if len(differences) == 1 else [S.NaN]
    if d.is_zero:
        return sign in ("<=", ">=")
    below, above = d.is_negative, d.is_positive
    return (below if sign in ("<", "<=") else above) if (below or above) else None


def _stands(condition: Node, values: Mapping[Symbol, Expr], names: Sequence[str], punctured: bool) -> Stands:
    match condition:
        case Joined(word, items) if word in ("and", "or"):
            found = [_stands(item, values, names, punctured) for item in items]
            decides: Stands = "outside" if word == "and" else "inside"
            other: Stands = "inside" if word == "and" else "outside"
            return decides if decides in found else other if all(f == other for f in found) else "edge"
        case Relation(items, signs):
            each = [_compared(a, sign, b, values, names, punctured) for a, sign, b in zip(items, signs, items[1:], strict=False)]
            return "outside" if "outside" in each else "inside" if all(f == "inside" for f in each) else "edge"
    return "edge"


def _compared(a: Node, sign: str, b: Node, values: Mapping[Symbol, Expr], names: Sequence[str], punctured: bool) -> Stands:
    sides = [side.items if isinstance(side, Tup) else (side,) for side in (a, b)]
    if len(sides[0]) != len(sides[1]):
        return "edge"
    if any(isinstance(n, Call) and n.function in _JUMPING for side in (a, b) for n in walk(side)):
        return "edge"
    differences = [plain(build(left)).subs(values) - plain(build(right)).subs(values) for left, right in zip(*sides, strict=True)]
    zeros = [d.is_zero for d in differences]
    if sign in ("=", "!="):
        apart, together = any(z is False for z in zeros), all(z is True for z in zeros)
        single = {s.name for s in sides[0] if isinstance(s, Sym)} == set(names)
        if apart or (together and punctured and single):
            return "inside" if sign == "!=" else "outside"
        return "edge"
    if sign == "in" or len(differences) != 1:
        return "edge"
    [d] = differences
    negative = sign in ("<", "<=")
    if d.is_negative if negative else d.is_positive:
        return "inside"
    return "outside" if (d.is_positive if negative else d.is_negative) else "edge"
