"""A function that is neither convex nor concave, shown at points: it bends both ways, or leaves a chord to both sides."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from typing import Literal

from sympy import Expr, Matrix, Rational, S, Symbol, expand, simplify

from tutor.maths.classification.bounds import Range
from tutor.maths.classification.convex.where import Where
from tutor.maths.classification.point import bends
from tutor.maths.compiled import compiled
from tutor.maths.numbers import sign_of
from tutor.trees import tree

MOST_POINTS = 60  # with small coordinates
DRAWN = 1500  # points that are looked at by floats after those
SCALES = (1, 4, Rational(1, 4), 16)
FAINT = 1e-9  # a float below this has no sign
MOST_CHORDS = 40  # points whose chords are looked at
Point = Mapping[Symbol, Expr]


@dataclass(frozen=True, slots=True)
class Bend:
    """At a point, a direction d with d^T H d of this sign."""

    sign: int
    point: Point
    matrix: Matrix
    direction: tuple[Expr, ...]
    value: Expr


@dataclass(frozen=True, slots=True)
class Chord:
    """Two points and their middle: how far the chord lies above the graph there (below, where it is negative)."""

    sign: int
    ends: tuple[Point, Point]
    middle: Point
    values: tuple[Expr, Expr, Expr]
    excess: Expr


@dataclass(frozen=True, slots=True)
class Against:
    """Evidence against convexity and against concavity."""

    by: Literal["point", "points", "chords"]
    up: Bend | Chord
    down: Bend | Chord


def bent(h: Matrix, place: Where, most: int = MOST_POINTS) -> Against | None:
    """A point inside at which the Hessian matrix is indefinite, else two points at which it bends different ways."""
    up: Bend | None = None
    down: Bend | None = None
    for p in chain(islice(place.points(), most), _searched(h, place) if most == MOST_POINTS else ()):
        here = h.subs(p).applyfunc(expand)
        if here.has(S.NaN, S.ComplexInfinity) or any(e.free_symbols for e in here):
            continue
        found = {s: bends(here, s) for s in (1, -1)}
        both = [Bend(s, p, here, tuple(map(S, b[0])), b[1]) for s, b in found.items() if b is not None]
        if len(both) == 2:
            return Against("point", *both)
        for b in both:
            up = up or (b if b.sign == 1 else None)
            down = down or (b if b.sign == -1 else None)
    if up is not None and down is not None:
        return Against("points", up, down)
    return None


def _searched(h: Matrix, place: Where) -> Iterator[Point]:
    """Points drawn at random at which, by floats, the matrix bends both ways or in a way not yet met; the others are passed over."""
    if h.free_symbols - set(place.variables):
        return
    n, draw = h.rows, random.Random(str(h))
    value = compiled(place.variables, list(h), "math")
    directions = [d for d in product((0, 1, -1, 2, -2), repeat=n) if any(d)]
    met: set[int] = set()
    for k in range(DRAWN):
        p = {x: drawn(draw, place.box[x], k) for x in place.variables}
        try:
            e = [float(v) for v in value(*(float(a) for a in p.values()))]
        except (ArithmeticError, ValueError, TypeError):  # outside the domain
            continue
        bends_ = [sum(d[i] * e[n * i + j] * d[j] for i in range(n) for j in range(n)) for d in directions]
        signs = {1 if b > 0 else -1 for b in bends_ if abs(b) > FAINT}
        if (len(signs) == 2 or signs - met) and place.holds_at(p):
            met |= signs
            yield p


def drawn(draw: random.Random, r: Range, k: int) -> Expr:
    """A number in a range, at scales that take turns, with a small denominator."""
    scale = SCALES[k % len(SCALES)]
    share = Rational(draw.randint(-16, 16), 16)
    if r.bounded:
        return r.lower + (r.upper - r.lower) * (share + 1) / 2
    if r.lower.is_finite:
        return r.lower + abs(share) * scale
    if r.upper.is_finite:
        return r.upper - abs(share) * scale
    return share * scale


def chords(f: Expr, place: Where) -> Against | None:
    """Two chords, one above the graph and one below it in the middle."""
    found: dict[int, Chord] = {}
    for p, q in combinations(islice(place.points(), MOST_CHORDS), 2):
        made = _chord(f, p, q)
        if made is not None and place.holds_at(made.middle):
            found.setdefault(made.sign, made)
        if len(found) == 2:
            return Against("chords", found[1], found[-1])
    return None


def _chord(f: Expr, p: Point, q: Point) -> Chord | None:
    middle = {x: (p[x] + q[x]) / 2 for x in p}
    a, b, m = (value_at(f, r) for r in (p, q, middle))
    excess = simplify((a + b) / 2 - m)
    if not excess.is_finite or not excess.is_real:
        return None
    sign = sign_of(excess)
    return Chord(sign, (p, q), middle, (a, b, m), excess) if sign else None


def value_at(f: Expr, p: Point) -> Expr:
    """The value at a point, odd roots of negative numbers real."""
    return simplify(tree.evaluated(tree.substitute(f, p)))
