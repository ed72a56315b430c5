"""The normal of a surface, and to which side it points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from sympy import Expr, Rational, S, Symbol, count_ops

from tutor.errors import Unsupported
from tutor.maths.numbers import sign_of
from tutor.maths.regions.setup import read
from tutor.maths.surfaces.patch import Limits, Patch
from tutor.trees import tree
from tutor.trees.heads import Vector

SIZES = (Rational(7, 5), Rational(3, 4), Rational(31, 8))  # that letters may have
WRITTEN = 8  # operations in two vectors whose cross product is written with all its products
FRACTIONS = tuple(Rational(k, 11) for k in (1, 3, 5, 7, 10))  # of the way from one limit to the other: inner points, none of them special


def crossed(a: Expr, b: Expr) -> Vector:
    """a x b, its components written out: the minors as they stand, or without what is 0 in them where that would be long."""
    (a1, a2, a3), (b1, b2, b3) = a.args, b.args
    pairs = ((a2, b3, a3, b2), (a3, b1, a1, b3), (a1, b2, a2, b1))
    if sum(count_ops(e) for e in (*a.args, *b.args)) <= WRITTEN:
        return Vector(*(tree.total(_minus_last(p, q), tree.negative(_minus_last(r, s))) for p, q, r, s in pairs))
    return Vector(*(_difference(_product(p, q), _product(r, s)) for p, q, r, s in pairs))


def _minus_last(p: Expr, q: Expr) -> Expr:
    """0 (-1), not -0; and u cos v times 0, not 0u cos v."""
    return tree.product(q, p) if p is S.NegativeOne or (p is S.Zero and q.free_symbols) else tree.product(p, q)


def _product(p: Expr, q: Expr) -> Expr:
    return tree.scaled(q, p) if q in (S.Zero, S.One, S.NegativeOne) else tree.scaled(p, q)


def _difference(first: Expr, second: Expr) -> Expr:
    """What is 0 is left out, as by hand."""
    if second.is_zero:
        return S.Zero if first.is_zero else first
    return tree.negative(second) if first.is_zero else tree.total(first, tree.negative(second))


def opposite(normal: Expr) -> Vector:
    """-n."""
    return Vector(*(c if c.is_zero else tree.negative(c) for c in normal.args))


def side_of(patch: Patch, along: Expr) -> int | None:
    """The sign of an expression on the surface, as its values at some inner points have it; None where they differ or are all 0."""
    value = tree.plain(along)
    places = list(_inner(patch)) if value.free_symbols & set(patch.parameters) else [{}]
    signs = {sign_of(value.subs(at).subs(size)) for at in places for size in _sizes(value, patch)} - {0}
    return signs.pop() if len(signs) == 1 else None


def _sizes(value: Expr, patch: Patch) -> list[dict[Symbol, Expr]]:
    """A few values of the letters, in such an order of size as is taken for granted."""
    letters = sorted({s for e in (value, *patch.r.args, *(patch.region or ())) for s in e.free_symbols} - set(patch.parameters), key=str)
    letters += [s for _, a, b in patch.limits or () for e in (a, b) for s in e.free_symbols if s not in (*letters, *patch.parameters)]
    if not letters:
        return [{}]
    n = len(letters)  # none of them is always the greatest
    weighed = [[(s, c * (k + 1 if j % 2 else n - k)) for k, s in enumerate(letters)] for j, c in enumerate(SIZES)]
    sizes = [{s: c if s.is_nonnegative or (k + j) % 2 == 0 else -c for k, (s, c) in enumerate(row)} for j, row in enumerate(weighed)]
    return [size for size in sizes if all(r.subs(size) != False for r in patch.holds)]  # noqa: E712  SymPy's false


def cross_of(patch: Patch) -> tuple[Expr, ...]:
    """r_u x r_v, worked out."""
    u, v = patch.parameters
    a, b = ([tree.plain(c).diff(p) for c in patch.r.args] for p in (u, v))
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def points_of(patch: Patch) -> Iterator[tuple[Expr, ...]]:
    """Inner points of it in space."""
    for at in _inner(patch):
        yield tuple(tree.plain(c).subs(at) for c in patch.r.args)


def _inner(patch: Patch) -> Iterator[dict[Symbol, Expr]]:
    if patch.limits is not None:
        yield from between(patch.limits)
        return
    for limits, places in ranges(patch):
        for at in between(limits):
            yield {v: e.subs(at) for v, e in places.items()}


def ranges(patch: Patch) -> Iterator[tuple[Limits, dict[Symbol, Expr]]]:
    """The limits of a patch, innermost first, and its parameters in the coordinates of these."""
    if patch.limits is not None:
        yield patch.limits, {v: v for v in patch.parameters}
        return
    assert patch.region is not None
    made = read(patch.region, patch.parameters, S.One)[0].described
    for p in made.pieces:
        yield p.ranges, {v: made.chart.put(v) for v in patch.parameters}


def sense_of(limits: Limits, places: Mapping[Symbol, Expr], parameters: tuple[Symbol, Symbol]) -> int:
    """1 where the variables of the limits, in their order, turn as the parameters do, else -1: a determinant at an inner point.

    Errors: `Unsupported` where its sign is not decided.
    """
    (p, low, high), (q, start, end) = limits
    u, v = (places[w] for w in parameters)
    determinant = tree.plain(u.diff(p) * v.diff(q) - u.diff(q) * v.diff(p))
    b = start + (end - start) * Rational(5, 11)
    sign = (
        sign_of(determinant.subs({p: ((low + high) / 2).subs(q, b), q: b}).simplify()) if determinant.free_symbols else sign_of(determinant)
    )
    if not sign:
        raise Unsupported("cannot do this: the direction of the boundary is not decided")
    return sign


def between(limits: Limits) -> Iterator[dict[Symbol, Expr]]:
    """Inner points of a range of two variables."""
    inner, outer = limits
    for s, t in product(FRACTIONS, repeat=2):
        w = {outer[0]: outer[1] + t * (outer[2] - outer[1])}
        low, high = inner[1].subs(w), inner[2].subs(w)
        yield {**w, inner[0]: low + s * (high - low)}
