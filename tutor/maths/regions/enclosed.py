"""What curves or surfaces enclose together: the bounded cells that each of them touches, by the sides on which they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from flint import arb
from sympy import Eq, Expr, Ge, Le, S, Symbol, expand, ilcm, pi
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.maths.regions.axes import CIRCULAR, Axis
from tutor.maths.regions.cells import CellMark, Span, Spans, decomposed
from tutor.maths.regions.coordinates import Chart
from tutor.maths.regions.region import inside
from tutor.maths.regions.sampling import TINY, Sample, between, number
from tutor.maths.regions.walls import walls
from tutor.trees import tree

STEPS = (number(1, 2**10), number(1, 2**20))  # shares of a range: how a width goes on toward its end
NOT_ENCLOSED = "cannot do this: these curves do not enclose one region together"

AMBIGUOUS = "cannot do this: these curves enclose more than one region, side by side: inequalities say which is meant"


WITHOUT_END = "cannot do this: these curves enclose regions side by side without end: inequalities say which is meant"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A bounded cell: on which side of each curve it lies, between which ends of the outermost variable, and what it touches."""

    signs: tuple[int | None, ...]
    low: Expr
    high: Expr
    edges: frozenset[int]
    touched: frozenset[int]


def enclosed(curves: Sequence[Eq], alternatives: Sequence[Sequence[Relational]], found: Chart) -> tuple[tuple[Relational, ...], ...]:
    """Inequalities for the region, within those that are given. Errors: `Unsupported` where the curves enclose none."""
    own = {a.symbol.name: a.symbol for a in found.axes}

    def placed(e: Expr) -> Expr:
        put = found.put(e)
        return put.xreplace({s: own[s.name] for s in put.free_symbols if s.name in own})

    sides = [placed(tree.plain(c.lhs - c.rhs)) for c in curves]
    given = [[placed(inside(r)) for r in a] for a in alternatives]
    axes = list(found.axes)
    letters = sorted({s for u in sides for s in u.free_symbols} - set(found.letters), key=str)
    values: dict[Symbol, arb] = {s: number(2 * k + 45, 64) for k, s in enumerate(letters)}

    def label(sample: Sample) -> CellMark | None:
        if not any(all((s := sample.sign(u)) is not None and s >= 0 for u in a) for a in given):
            return None
        signs = tuple(sample.sign(u) for u in sides)
        return None if None in signs else CellMark(signs)

    spans = decomposed(axes, walls([*sides, *(u for a in given for u in a)], axes), label, values)
    cells = list(_cells(spans, axes, sides, [u for a in given for u in a], Sample(values)))
    every = frozenset(range(len(sides)))
    kept = [c for c in cells if c.touched >= every]
    most = max((len(c.edges & every) for c in kept), default=0)
    kept = [c for c in kept if len(c.edges & every) == most]
    if not kept:
        raise Unsupported(NOT_ENCLOSED)
    patterns = {c.signs for c in kept}
    if not any(given) and any(a.kind == "line" and _repeats(sides, a.symbol) for a in axes):
        raise Unsupported(WITHOUT_END)
    if any(sum(a != b for a, b in zip(p, q, strict=True)) == 1 for p, q in combinations(patterns, 2)):
        raise Unsupported(AMBIGUOUS)  # a curve between two of them would be no boundary of both together
    unbounded = {mark.signs for mark, path in _paths(spans) if any(p.lower.is_infinite or p.upper.is_infinite for p in path)}
    out: list[tuple[Relational, ...]] = []
    outer = found.axes[0].symbol
    for signs in dict.fromkeys(c.signs for c in kept):
        mine = [c for c in kept if c.signs == signs]
        others = [c for c in cells if c.signs == signs and c not in mine]
        relations = [_like(c, s) for c, s in zip(curves, signs, strict=True) if s]
        if signs in unbounded or others:
            if found.name != "cartesian":
                raise Unsupported(NOT_ENCLOSED)
            ends: list[tuple[Relational, ...]] = [(Le(c.low, outer, evaluate=False), Le(outer, c.high, evaluate=False)) for c in mine]
        else:
            ends = [()]
        out += [(*relations, *e, *a) for e in ends for a in alternatives]
    return tuple(out)


def _repeats(sides: Sequence[Expr], x: Symbol) -> bool:
    """Whether all curves are the same again some periods further along an axis, and one of them is not straight along it."""
    slopes = [w.args[0].diff(x) for u in sides for w in u.atoms(*CIRCULAR) if w.has(x)]
    if not slopes or not all(s.is_Rational or (s / pi).is_Rational for s in slopes):
        return False
    for unit in (S.One, pi):
        if all((s / unit).is_Rational for s in slopes):
            period = 2 * pi / unit * ilcm(*(int((s / unit).q) for s in slopes), 1)
            return all(expand(u.subs(x, x + period) - u) == 0 for u in sides)
    return False


def _like(curve: Eq, sign: int) -> Relational:
    made: Relational = (Ge if sign > 0 else Le)(curve.lhs, curve.rhs, evaluate=False)
    return made


def _cells(spans: Spans, axes: Sequence[Axis], sides: Sequence[Expr], given: Sequence[Expr], sample: Sample) -> Iterator[_Cell]:
    """The connected bounded parts, pieces with the same signs that share more than a point put together."""
    parts: list[tuple[_Cell, bool, tuple[Span, ...]]] = []
    for mark, path in _paths(spans):
        far = any(p.lower.is_infinite or p.upper.is_infinite for p in path)
        edges, touched, loose = (frozenset(), frozenset(), False) if far else _contacts(path, axes, [*sides, *given], sample)
        far |= loose
        cell, outer = _Cell(mark.signs, path[0].lower, path[0].upper, edges, touched), path[0]
        for k, (other, was_far, before) in enumerate(parts):
            if other.signs == cell.signs and (outer is before[0] or (other.high == cell.low and _open(path, axes, sample, outer.lower))):
                parts[k] = (_Cell(cell.signs, other.low, cell.high, other.edges | edges, other.touched | touched), was_far or far, path)
                break
        else:
            parts.append((cell, far, path))
    yield from (cell for cell, far, _ in parts if not far)


def _open(path: Sequence[Span], axes: Sequence[Axis], sample: Sample, place: Expr) -> bool:
    """Whether a piece has some width at the lower end of its outermost range: also where its limits have no value there but run off."""
    value, far = (sample.value(e) if e.is_finite else None for e in (place, path[0].upper))
    if value is None or len(path) < 2:
        return False
    if path[1].lower.is_infinite or path[1].upper.is_infinite:
        return True
    there = _width(path, axes, sample, value)
    if there is None and far is not None:
        near, nearer = (_width(path, axes, sample, value + (far - value) * step) for step in STEPS)
        return near is not None and nearer is not None and bool(nearer > near)
    return there is not None and bool(there > TINY)


def _width(path: Sequence[Span], axes: Sequence[Axis], sample: Sample, place: Any) -> Any | None:
    """From the one limit to the other; None where one of them has no value."""
    there = sample.at(axes[0].symbol, place)
    a, b = (there.value(e) for e in (path[1].lower, path[1].upper))
    return None if a is None or b is None else abs(b - a)


def _paths(spans: Spans) -> Iterator[tuple[CellMark, tuple[Span, ...]]]:
    for s in spans:
        if isinstance(s.inside, tuple):
            for mark, path in _paths(s.inside):
                yield mark, (s, *path)
        else:
            yield s.inside, (s,)


def _contacts(
    path: Sequence[Span], axes: Sequence[Axis], sides: Sequence[Expr], sample: Sample
) -> tuple[frozenset[int], frozenset[int], bool]:
    """The curves along which a cell has an edge, those that it touches at all, and whether it ends where no curve is.

    It is seen in the middle of each of its sides. A formula may have no value beyond a place that is no curve.
    """
    edges: set[int] = set()
    touched: set[int] = set()
    loose = False
    for k, (span, axis) in enumerate(zip(path, axes, strict=True)):
        for end, limit in enumerate((span.lower, span.upper)):
            point, flat = _middle_of(path, axes, sample, k, end)
            if point is None:
                continue
            here = {n for n, u in enumerate(sides) if (v := point.value(u)) is not None and abs(v) < TINY * 2**20}
            touched |= here
            if not flat and not (axis.kind == "radius" and limit == 0):  # in the origin lines meet, and a cell has no edge there
                edges |= here
            if not flat:
                loose |= k == len(path) - 1 and not here and limit not in axis.ends
    return frozenset(edges), frozenset(touched), loose


def _middle_of(path: Sequence[Span], axes: Sequence[Axis], sample: Sample, k: int, end: int) -> tuple[Sample | None, bool]:
    """A point in the middle of a side, and whether the cell has no width there."""
    flat = False
    for j, (s, axis) in enumerate(zip(path, axes, strict=True)):
        a, b = sample.value(s.lower), sample.value(s.upper)
        if a is None or b is None:
            return None, True
        if abs(b - a) < TINY * 2**20:
            flat = True
            chosen = a
        else:
            chosen = (a, b)[end] if j == k else between(a, b)
        sample = sample.at(axis.symbol, chosen)
    return sample, flat
