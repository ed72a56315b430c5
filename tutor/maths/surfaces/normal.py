"""The normal of a surface, and to which side it points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sympy import Expr, Rational, Symbol

from tutor.maths.numbers import sign_of
from tutor.maths.surfaces.patch import Patch
from tutor.trees import tree
from tutor.trees.heads import Vector

FRACTIONS = tuple(Rational(k, 11) for k in (1, 3, 5, 7, 10))  # of the way from one limit to the other: inner points, none of them special


def crossed(a: Expr, b: Expr) -> Vector:
    """a x b, its components written out."""
    (a1, a2, a3), (b1, b2, b3) = a.args, b.args
    pairs = ((a2, b3, a3, b2), (a3, b1, a1, b3), (a1, b2, a2, b1))
    return Vector(*(_difference(tree.product(p, q), tree.product(r, s)) for p, q, r, s in pairs))


def _difference(first: Expr, second: Expr) -> Expr:
    return first if second.is_zero else tree.total(first, tree.negative(second))


def opposite(normal: Expr) -> Vector:
    """-n."""
    return Vector(*(tree.negative(c) for c in normal.args))


def side_of(patch: Patch, along: Expr) -> int | None:
    """The sign of an expression on the surface, as its values at some inner points have it; None where they differ or are all 0."""
    signs = {sign_of(tree.plain(along).subs(at)) for at in _inner(patch)} - {0}
    return signs.pop() if len(signs) == 1 else None


def _inner(patch: Patch) -> Iterator[dict[Symbol, Expr]]:
    if patch.limits is None:
        yield {}
        return
    inner, outer = patch.limits
    for s, t in product(FRACTIONS, repeat=2):
        w = {outer[0]: outer[1] + t * (outer[2] - outer[1])}
        low, high = inner[1].subs(w), inner[2].subs(w)
        yield {**w, inner[0]: low + s * (high - low)}
