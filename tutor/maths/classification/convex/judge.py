"""Strictly convex, convex, concave or neither: the ways tried one after the other, and the result looked at along chords."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import Literal

from flint import ctx
from sympy import Expr, Matrix, Rational, S, Symbol, simplify
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.classification.convex.against import Against, Chord, bent, chords, value_at
from tutor.maths.classification.convex.compose import CONCAVE, CONVEX, LINEAR, Composed, composed, pointed
from tutor.maths.classification.convex.extremes import without_extremes
from tutor.maths.classification.convex.hessian import Curvature, curvature, matrix_of
from tutor.maths.classification.convex.strict import LinearAlong, Strict, strictness
from tutor.maths.classification.convex.where import Where
from tutor.maths.numbers import ball_at, sign_of

Class = Literal["strictly_convex", "convex", "strictly_concave", "concave", "neither"]
CHORDS = 150  # pairs of points whose middle is looked at
BULKY = 60  # operations of a Hessian matrix above which one rather looks at what the function is put together from
FIRST_POINTS = 8  # at which the Hessian matrix is looked at before its minors are
MOST_ENDS = 30  # points with small coordinates between which they are drawn
BITS = 200
UNKNOWN = "cannot do this: it is not proved whether the function is convex"
OPEN = "cannot do this: whether it is strictly so is not proved"


@dataclass(frozen=True, slots=True)
class Judged:
    """The class and why: by the Hessian matrix, by composition, or by what speaks against it; `strict` says why it is strict or not."""

    word: Class
    why: Curvature | Composed | Against
    matrix: Matrix | None
    strict: Strict | LinearAlong | Chord | None = None


def convex_set(place: Where) -> tuple[Relational, ...]:
    """The relations of the set; `Unsupported` where it is not seen to be convex."""
    for r in place.relations:
        if r.rel_op == "!=":
            message = "cannot do this: the function is not defined on a convex set; state a domain that is convex"
            raise Unsupported(message, hint=f"It has no value where {r.lhs} = {r.rhs}.")
        free = Where(place.variables, (), (), {x: place.box[x] for x in place.variables})
        bound = composed((r.lhs - r.rhs).expand(), free)
        wanted = CONVEX if r.rel_op in ("<", "<=") else CONCAVE
        if bound is None or bound.bend not in (LINEAR, wanted):
            raise Unsupported("cannot do this: the domain is not seen to be a convex set", hint="Convexity is asked only on convex sets.")
    return place.relations


def judged(f: Expr, place: Where) -> Judged:
    """The class of f on the set. `Unsupported` where nothing is proved."""
    found = _judged(f, place)
    if contradicted(f, place, found.word):
        raise Unsupported("cannot do this: the class found does not stand up to a look at chords")
    return found


def _judged(f: Expr, place: Where) -> Judged:
    if pointed(f, place):
        part = composed(f, place)
        if part is not None and part.bend != LINEAR:
            return _by_parts(f, part, None, place)
        against = chords(f, place)
        if against is not None:
            return Judged("neither", against, None)
        raise Unsupported(UNKNOWN)
    h = matrix_of(f, place)
    against = bent(h, place, FIRST_POINTS)
    if against is not None:
        return Judged("neither", against, h)
    part = composed(f, place) if sum(e.count_ops() for e in h) > BULKY else None
    if part is not None and part.strict:
        return _by_parts(f, part, h, place)
    found = curvature(h, place)
    if found is not None:
        return _by_curvature(f, found, place)
    against = bent(h, place)
    if against is not None:
        return Judged("neither", against, h)
    part = composed(f, place)
    if part is not None and part.bend != LINEAR:
        return _by_parts(f, part, h, place)
    raise Unsupported(UNKNOWN)


def _by_curvature(f: Expr, found: Curvature, place: Where) -> Judged:
    convex = found.sign == 1
    if found.definite:
        return Judged("strictly_convex" if convex else "strictly_concave", found, found.matrix)
    strict = strictness(f, found.matrix, place)
    match strict:
        case Strict():
            return Judged("strictly_convex" if convex else "strictly_concave", found, found.matrix, strict)
        case LinearAlong():
            return Judged("convex" if convex else "concave", found, found.matrix, strict)
    part = composed(f, place)
    if part is not None and part.bend == found.sign and part.strict:
        return Judged("strictly_convex" if convex else "strictly_concave", part, found.matrix)
    raise Unsupported(OPEN)


def _by_parts(f: Expr, part: Composed, h: Matrix | None, place: Where) -> Judged:
    convex = part.bend == CONVEX
    if part.strict:
        return Judged("strictly_convex" if convex else "strictly_concave", part, h)
    line = flat_chord(f, place)
    if line is None:
        raise Unsupported(OPEN)
    return Judged("convex" if convex else "concave", part, h, line)


def flat_chord(f: Expr, place: Where) -> Chord | None:
    """A chord whose middle lies on the graph: a convex function that meets a chord between its ends is linear along it."""
    for p, q in combinations(islice(place.points(), MOST_ENDS), 2):
        middle = {x: (p[x] + q[x]) / 2 for x in p}
        a, b, m = (value_at(f, r) for r in (p, q, middle))
        if sign_of(simplify((a + b) / 2 - m)) == 0:
            return Chord(0, (p, q), middle, (a, b, m), S.Zero)
    return None


# -- a look at chords ----------------------------------------------------------------------------------------------------


def contradicted(f: Expr, place: Where, word: Class) -> bool:
    """Whether the middle of some chord lies on the wrong side; it owes nothing to the proofs, and cannot look where letters are left."""
    wanted = {"strictly_convex": 1, "convex": 1, "strictly_concave": -1, "concave": -1}.get(word)
    if wanted is None or f.free_symbols.union(*(r.free_symbols for r in place.relations)) - set(place.variables):
        return False
    points = _drawn(random.Random(str(f)), place)
    f = without_extremes(f)
    before, ctx.prec = ctx.prec, BITS
    try:
        for p, q in pairwise(points):
            middle = {x: (p[x] + q[x]) / 2 for x in p}
            a, b, m = (ball_at(f, r, BITS) for r in (p, q, middle))
            if a is None or b is None or m is None:
                continue
            excess = wanted * ((a + b) / 2 - m)
            if excess < 0 or (word.startswith("strictly") and p != q and not excess >= 0 and excess.is_exact()):
                return True
        return False
    finally:
        ctx.prec = before


def _drawn(draw: random.Random, place: Where) -> list[dict[Symbol, Rational]]:
    """Points inside: between points with small coordinates, as the set is convex; anywhere near where nothing bounds it."""
    known = list(islice(place.points(), MOST_ENDS))
    out = []
    for _ in range(CHORDS if known else 0):
        p, q, share = draw.choice(known), draw.choice(known), Rational(draw.randint(0, 64), 64)
        if place.relations:
            out.append({x: p[x] * share + q[x] * (1 - share) for x in p})
        else:
            out.append({x: Rational(draw.randint(-256, 256), 64) for x in p})
    return out
