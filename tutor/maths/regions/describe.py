"""The limits of a region in given coordinates and in a given order: the one way in for all who integrate over a region."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flint import arb
from sympy import Abs, Add, And, Basic, Expr, Le, Max, Min, Mul, Or, Pow, S, Symbol, cancel, cos, expand_log, factor, pi, sign, sin, sqrt
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.axes import Axis, algebraic, geometric, reduced
from tutor.maths.regions.branches import written
from tutor.maths.regions.cells import CellMark, Span, Spans, decomposed, exact
from tutor.maths.regions.coordinates import Chart
from tutor.maths.regions.region import Region, inside
from tutor.maths.regions.sampling import Sample, number, shares
from tutor.maths.regions.walls import deciders, walls
from tutor.printing.notation.text import text
from tutor.trees import tree
from tutor.trees.heads.region import PointSet, Ranges

LETTER_SAMPLES = 6  # values of the letters at which the region must fall into the same pieces
SIZES = ((24, 96), (1, 16), (80, 400), (33, 63), (5, 200), (64, 2000))  # of letters, in 64ths


@dataclass(frozen=True, slots=True)
class Limit:
    """One coordinate between two bounds."""

    variable: Symbol
    lower: Expr
    upper: Expr


@dataclass(frozen=True, slots=True)
class RegionPiece:
    """An iterated integral: its limits, innermost first, and the integrand there, without the factor of the coordinates."""

    limits: tuple[Limit, ...]
    integrand: Expr

    @property
    def ranges(self) -> tuple[tuple[Symbol, Expr, Expr], ...]:
        """Variable, lower and upper limit, innermost first."""
        return tuple((l.variable, l.lower, l.upper) for l in self.limits)

    @property
    def bounded(self) -> bool:
        """Whether no limit is infinite."""
        return all(e.is_finite is not False for l in self.limits for e in (l.lower, l.upper))


@dataclass(frozen=True, slots=True)
class Described:
    """A region in coordinates: pieces that together cover it once, in an order (innermost first)."""

    region: Region
    chart: Chart
    order: tuple[Symbol, ...]
    pieces: tuple[RegionPiece, ...]
    left_out: tuple[RegionPiece, ...] = ()  # unbounded parts that touch the bounded one in points only

    @property
    def bounded(self) -> bool:
        """Whether no limit of any piece is infinite."""
        return all(p.bounded for p in self.pieces)

    @property
    def points(self) -> PointSet:
        """The region as a set of points, in these coordinates."""
        condition = _own(self.region.logic, self.chart)
        if self.left_out:
            outer = [l for p in self.pieces for l in p.limits[-1:]]
            ends = [And(Le(l.lower, l.variable, evaluate=False), Le(l.variable, l.upper, evaluate=False), evaluate=False) for l in outer]
            condition = And(condition, Or(*ends, evaluate=False) if len(ends) > 1 else ends[0], evaluate=False)
        domain = [(a.symbol, *Axis(a.symbol, a.kind).ends) for a in self.chart.axes]
        winding = [t for t, low, high in domain if high - low == 2 * pi and _outside_of_functions(condition, t)]
        domain = [(v, S.NegativeInfinity, S.Infinity) if v in winding else (v, low, high) for v, low, high in domain]
        return PointSet(condition, self.chart.places.items(), domain, self.region.letters_hold)

    @property
    def ranges(self) -> Ranges:
        """The limits of all pieces."""
        return Ranges(*(p.ranges for p in self.pieces))

    def bounded_by(self, *zeros: Expr) -> bool:
        """Whether expressions in the old or new coordinates are all 0 along an edge, or face, or a part of it: at several points of it.

        Where the volume of the coordinates has no extent there is none: a radius of 0 is a point.
        """
        there = [_own(self.chart.put(z), self.chart) for z in zeros]
        letters = {s for e in (*there, *(e for p in self.pieces for l in p.limits for e in (l.lower, l.upper))) for s in e.free_symbols}
        known = next(_letter_samples(sorted(letters - set(self.order), key=str), self.region.letters_hold), None)
        if known is None:
            return False
        faces = (self._face(p, k, end, Sample(known)) for p in self.pieces for k, l in enumerate(p.limits) for end in (l.lower, l.upper))
        return any(sum(all(at.sign(z) == 0 for z in there) for at in face) > 1 for face in faces)  # one may be where they cross

    def _face(self, piece: RegionPiece, k: int, end: Expr, known: Sample) -> list[Sample]:
        """Points on one of the faces of a piece, on which its limit number k is at an end; none where that is no face."""
        points = [known]
        for j, l in reversed(list(enumerate(piece.limits))):
            if j == k:
                at_end = [(p, p.value(end)) for p in points if end.is_finite is not False]
                points = [p.at(l.variable, v) for p, v in at_end if v is not None]
            else:
                wide = [p for p in points if l.lower.is_infinite or l.upper.is_infinite or p.sign(l.upper - l.lower) == 1]
                points = [p.at(l.variable, v) for p in wide for v in shares(p, l.lower, l.upper)]
        return [p for p in points if p.sign(self.chart.factor) != 0]

    def with_ranges(self, ranges: Ranges) -> Described:
        """The same with the limits as they are written there."""
        pairs = zip(self.pieces, ranges.pieces, strict=True)
        return replace(self, pieces=tuple(RegionPiece(tuple(Limit(*l) for l in limits), p.integrand) for p, limits in pairs))


EMPTY = "the region is empty:"


class SizeMatters(Unsupported):
    """The region falls into other pieces for other values of its letters."""


def limits_of(region: Region, found: Chart, order: Sequence[Symbol] | None = None, integrand: Expr = S.One) -> Described:
    """The pieces of the region. `order` is innermost first. Errors: `Unsupported`, with what is in the way."""
    inner_first = tuple(order) if order is not None else tuple(reversed(found.letters))
    letters = set(found.letters)
    conditions = [[_own(found.put(u), found) for u in a] for a in region.conditions]
    placed = _own(found.put(integrand), found)
    axes = _ranged([found.axis(v) for v in reversed(inner_first)], conditions)
    constants = sorted({s for a in conditions for u in a for s in u.free_symbols} - letters, key=str)
    chosen = [d for d in deciders(placed) if d.free_symbols & letters]
    typed = _typed(region.relations, found)
    outcome: Spans | None = None
    for values in _letter_samples(constants, region.letters_hold):
        spans = _spans(axes, conditions, chosen, values, typed)
        if outcome is not None and spans != outcome:
            raise SizeMatters(f"cannot do this: the limits depend on the size of {', '.join(map(str, constants))}")
        outcome = spans
    if outcome is None:
        raise Unsupported("cannot do this: no sizes of the letters were found that are possible")
    if not outcome:
        raise Unsupported(f"{EMPTY} no point satisfies {_all(region)}")
    if not exact(outcome):
        raise Unsupported("cannot do this: a corner of the region has no exact coordinates")
    pieces = [RegionPiece(limits, _chosen(placed, chosen, signs)) for limits, signs in _leaves(outcome, axes)]
    bounded = [p for p in pieces if p.bounded]
    if bounded and len(bounded) < len(pieces):
        return Described(region, found, inner_first, tuple(bounded), tuple(p for p in pieces if not p.bounded))
    joined = [RegionPiece(limits, _chosen(placed, chosen, signs)) for limits, signs in _leaves(_joined(outcome), axes)]
    return Described(region, found, inner_first, tuple(joined))


def _all(region: Region) -> str:
    """All conditions, in words."""
    return " or ".join(" and ".join(map(text, a)) for a in region.alternatives)


def _own(expr: Expr, found: Chart) -> Expr:
    """With the letters of the chart, for letters of the same name that were typed."""
    named = {a.symbol.name: a.symbol for a in found.axes}
    other = {s: named[s.name] for s in expr.free_symbols if named.get(s.name, s) != s}
    return expr.xreplace(other) if other else expr


def _ranged(axes: Sequence[Axis], conditions: Sequence[Sequence[Expr]]) -> list[Axis]:
    """Angles for which limits are given: those are where they begin and end."""
    out = []
    for axis in axes:
        own = [u for a in conditions for u in a if u.free_symbols == {axis.symbol} and u.is_polynomial(axis.symbol)]
        lows = {-u.subs(axis.symbol, 0) / u.diff(axis.symbol) for u in own if u.diff(axis.symbol).is_positive}
        highs = {-u.subs(axis.symbol, 0) / u.diff(axis.symbol) for u in own if u.diff(axis.symbol).is_negative}
        if axis.kind == "circle" and len(lows) == len(highs) == 1:
            out.append(Axis(axis.symbol, axis.kind, (*lows, *highs)))
        elif axis.kind == "circle" and any(_outside_of_functions(u, axis.symbol) for a in conditions for u in a):
            out.append(Axis(axis.symbol, axis.kind, axis.ends))
        else:
            out.append(axis)
    return out


def _outside_of_functions(u: Basic, t: Symbol) -> bool:
    return t in u.replace(sin, lambda a: S.One).replace(cos, lambda a: S.One).free_symbols


def _letter_samples(constants: Sequence[Symbol], hold: Sequence[Relational]) -> Iterator[dict[Symbol, arb]]:
    """Values for the letters that satisfy what is said of them: one assignment where there are none."""
    if not constants:
        yield {}
        return
    draw = random.Random(str([str(s) for s in constants]))
    found = 0
    for k in range(20 * LETTER_SAMPLES):
        low, high = SIZES[k % len(SIZES)]
        values = {s: _drawn(s, low, high, k, draw) for s in constants}
        if all(Sample(values).sign(inside(r)) == 1 for r in hold):
            found += 1
            yield values
        if found == LETTER_SAMPLES:
            return


def _drawn(s: Symbol, low: int, high: int, k: int, draw: random.Random) -> arb:
    if s.is_integer:
        return number(draw.randint(1, 5))
    return number((1 if s.is_nonnegative or k % 2 == 0 else -1) * (2 * draw.randint(low, high) + 1), 128)


def _typed(relations: Sequence[Relational], found: Chart) -> dict[Symbol, list[Expr]]:
    """What stands alone on the other side of a coordinate: it is written as the author wrote it."""
    out: dict[Symbol, list[Expr]] = {}
    for r in relations:
        left, right = (_own(tree.plain(a), found) for a in r.args)
        for one, other in ((left, right), (right, left)):
            v, n = one.as_base_exp()
            if (
                v in found.letters
                and v not in other.free_symbols
                and (n == 1 or (n == 2 and other.has(sin, cos)))
                and not other.has(Abs, Max, Min)
            ):
                out.setdefault(v, []).append(other if n == 1 else sqrt(other))
    return out


def _spans(
    axes: Sequence[Axis],
    conditions: Sequence[Sequence[Expr]],
    chosen: Sequence[Expr],
    values: Mapping[Symbol, arb],
    typed: Mapping[Symbol, list[Expr]],
) -> Spans:
    every = [u for a in conditions for u in a]

    def label(sample: Sample) -> CellMark | None:
        if not any(all((s := sample.sign(u)) is not None and s >= 0 for u in a) for a in conditions):
            return None
        return CellMark(tuple(sample.sign(d) for d in chosen))

    found = walls(every, axes) | (walls(chosen, axes) if chosen else set())
    return decomposed(axes, found, label, values, typed)


def _leaves(spans: Spans, axes: Sequence[Axis], outer: tuple[Limit, ...] = ()) -> Iterator[tuple[tuple[Limit, ...], tuple[int, ...]]]:
    """Each innermost span with all limits, innermost first, and the signs in its label."""
    axis, *inner = axes
    for s in spans:
        limits = (Limit(axis.symbol, s.lower, s.upper), *outer)
        if inner:
            yield from _leaves(s.inside, inner, limits)
        else:
            yield limits, s.inside.signs


def _joined(spans: Spans) -> Spans:
    """Neighbours with the same limits inside put together, that were kept apart because they touch in points only."""
    out: list[Span] = []
    for s in spans:
        inside = _joined(s.inside) if isinstance(s.inside, tuple) else s.inside
        if out and out[-1].upper == s.lower and out[-1].inside == inside:
            out[-1] = Span(out[-1].lower, s.upper, inside)
        else:
            out.append(Span(s.lower, s.upper, inside))
    return tuple(out)


def _chosen(expr: Expr, chosen: Sequence[Expr], signs: Sequence[int]) -> Expr:
    """|v| as v or -v and max(a, b) as one of them, by the signs that hold in a cell."""
    if not chosen:
        return expr
    known = dict(zip(chosen, signs, strict=True))

    def bars(v: Expr) -> Expr:
        return v * known[v] if v in known else Abs(v)

    def one(kind: type, *args: Expr) -> Expr:
        for k, a in enumerate(args):
            wins = [known.get(a - b, -known.get(b - a, 0)) for j, b in enumerate(args) if j != k]
            if all(w >= 0 for w in wins) if kind is Max else all(w <= 0 for w in wins):
                return a
        return kind(*args)

    out = expr.replace(Abs, bars).replace(sign, lambda v: S(known[v]) if v in known else sign(v))
    return out.replace(Max, lambda *a: one(Max, *a)).replace(Min, lambda *a: one(Min, *a))


def converted(expr: Expr, found: Chart) -> Expr:
    """An expression in the old variables in the new coordinates, as short as cos^2 + sin^2 = 1 makes it."""
    placed = _own(found.put(expr), found)
    if found.name == "cartesian":
        return placed
    angles = [a.symbol for a in found.axes if a.is_angle]
    made = algebraic(placed, found.axes)
    short = _reduced_inside(made, angles)
    if not short.is_polynomial(*short.free_symbols) and short.is_rational_function(*short.free_symbols):
        short = min((short, cancel(short), factor(short)), key=lambda e: (e.count_ops(), str(e)))
    if short.is_polynomial():
        short = min((written(short), short), key=lambda e: e.count_ops())
    return expand_log(geometric(short, found.axes))


def _reduced_inside(expr: Expr, angles: Sequence[Symbol]) -> Expr:
    """Every part that is a polynomial reduced by itself."""
    if expr.is_polynomial(*expr.free_symbols):
        found = reduced(expr, angles)
        if not isinstance(expr, Mul | Pow):
            return found if found.count_ops() < expr.count_ops() else expr
        by_factors = expr.func(*(_reduced_inside(a, angles) for a in expr.args))  # (1 - r^2)^3 is not multiplied out
        return min((by_factors, found, expr), key=lambda e: e.count_ops())
    if isinstance(expr, Add):  # r^2 cos^2 + r^2 sin^2 + e^r
        whole = [t for t in expr.args if t.is_polynomial(*t.free_symbols)]
        return Add(_reduced_inside(Add(*whole), angles), *(_reduced_inside(t, angles) for t in expr.args if t not in whole))
    return expr.func(*(_reduced_inside(a, angles) for a in expr.args)) if expr.args else expr
