"""Which piece of a function holds near a point (strictly inside one, or all round a single point left out), and which at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from sympy import Expr, Symbol

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
    """The piece that is the function at the point itself. None where there is no telling."""
    values = {Symbol(n, real=True): plain(build(a)) for n, a in zip(names, at, strict=True)}
    for value, condition in zip(node.values, node.conditions, strict=True):
        holds = True if condition is None else _holds(condition, values)
        if holds is not False:
            return value if holds else None
    return None


def _holds(condition: Node, values: Mapping[Symbol, Expr]) -> bool | None:
    """Whether an equation of coordinates, or that it fails, is true at a point; None for any other condition."""
    match condition:
        case Relation(items=(a, b), signs=("=" | "!=" as sign,)):
            sides = [side.items if isinstance(side, Tup) else (side,) for side in (a, b)]
            if len(sides[0]) != len(sides[1]):
                return None
            zeros = [
                (plain(build(left)).subs(values) - plain(build(right)).subs(values)).is_zero for left, right in zip(*sides, strict=True)
            ]
            equal = False if any(z is False for z in zeros) else True if all(zeros) else None
            return equal if sign == "=" or equal is None else not equal
    return None


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
