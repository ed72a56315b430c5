"""The space parted from the outermost coordinate inwards, and the cells that belong to a region put together to few pieces.

Between two neighbouring walls one sample point decides whether a cell belongs to the region. Neighbours with the same limits
inside are one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from flint import arb
from sympy import CRootOf, Expr, Float, S, Symbol, pi

from tutor.budget import Work
from tutor.errors import Unsupported
from tutor.maths.regions.axes import Axis, pair
from tutor.maths.regions.branches import NoBranch, branches
from tutor.maths.regions.projection import projected
from tutor.maths.regions.sampling import TINY, Sample, between
from tutor.maths.regions.zeros import zeros

# Sample -> what is there: None outside of the region.
Label = Callable[[Sample], "CellMark | None"]
STEPS = 6000.0


@dataclass(frozen=True, slots=True)
class Span:
    """One coordinate from `lower` to `upper`; inside it the spans of the next one, or at last the label."""

    lower: Expr
    upper: Expr
    inside: Any


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell of the region, with what tells apart the cells that must not be put together."""

    signs: tuple[int | None, ...] = ()


@dataclass(slots=True)
class CellSpace:
    """Axes from the outermost inwards, with the walls of each that its predecessors leave."""

    axes: Sequence[Axis]
    levels: list[list[Expr]]
    label: Label
    letters: Mapping[Symbol, arb]
    work: Work
    preferred: Mapping[Symbol, Sequence[Expr]] = field(default_factory=dict)
    solved: dict[int, list[Expr]] = field(default_factory=dict)

    def spans(self, depth: int, sample: Sample) -> Spans:
        """The spans of an axis where the outer coordinates are those of the sample."""
        if not self.work.spend():
            raise Unsupported("cannot do this: the region falls into too many cells")
        axis = self.axes[depth]
        found = self._branches(depth, sample)
        gaps: list[Span] = []
        for (low, a), (high, b) in pairwise(found):
            middle = sample.at(axis.symbol, between(a, b))
            inside: Any = self.label(middle) if depth + 1 == len(self.axes) else self.spans(depth + 1, middle)
            if inside is None or inside == ():
                continue
            if gaps and gaps[-1].upper == low and gaps[-1].inside == inside and not self._pinched(inside, sample.at(axis.symbol, a)):
                gaps[-1] = Span(gaps[-1].lower, high, inside)
            else:
                gaps.append(Span(low, high, inside))
        if axis.kind == "circle" and axis.between is None:
            gaps = _round(gaps)
        return tuple(gaps)

    def _pinched(self, inside: Any, sample: Sample) -> bool:
        """Whether a span inside has no width there: its parts on both sides touch in a point only."""
        if not isinstance(inside, tuple):
            return False
        ends = ((sample.value(s.lower), sample.value(s.upper)) for s in inside)
        return any(a is not None and b is not None and abs(b - a) < TINY for a, b in ends)

    def _branches(self, depth: int, sample: Sample) -> list[tuple[Expr, Any]]:
        """The branches that exist there in their order, with their values; the ends of the axis among them."""
        axis = self.axes[depth]
        low, high = axis.ends
        low_value, high_value = (sample.value(e) if e.is_finite else None for e in (low, high))
        valued: list[tuple[Expr, Any]] = []
        for branch in self._formulas(depth):
            value = sample.value(branch)
            if value is None or not value.is_finite():
                continue
            if low_value is not None and not value - low_value > TINY:
                continue
            if high_value is not None and not high_value - value > TINY:
                continue
            valued.append((branch, value))
        typed = self.preferred.get(axis.symbol, ())
        valued.sort(key=lambda p: float(p[1].mid()))
        kept: list[tuple[Expr, Any]] = [(low, low_value)]
        for branch, value in valued:
            before = kept[-1][1]
            if before is not None and abs(value - before) < TINY:
                if kept[-1][0] != low and _bulk(branch, typed) < _bulk(kept[-1][0], typed):
                    kept[-1] = (branch, value)
                continue
            kept.append((branch, value))
        kept.append((high, high_value))
        return kept

    def _formulas(self, depth: int) -> list[Expr]:
        """All branches of the walls of an axis."""
        if depth not in self.solved:
            axis = self.axes[depth]
            out: list[Expr] = []
            for wall in self.levels[depth]:
                out += branches(wall, axis, self.axes) if depth else zeros(wall, axis, self.axes, self.letters)
            self.solved[depth] = list(dict.fromkeys([*self.preferred.get(axis.symbol, ()), *out]))
        return self.solved[depth]


def _bulk(expr: Expr, typed: Sequence[Expr]) -> tuple[bool, bool, int, str]:
    return (expr.has(Float), expr not in typed, expr.count_ops(), str(expr))


def _round(gaps: list[Span]) -> list[Span]:
    """Spans of a full circle that run up to its seam go on behind it, from negative angles."""
    if len(gaps) < 2 or gaps[0].lower != 0 or gaps[-1].upper != 2 * pi:
        return gaps
    k = len(gaps) - 1
    while k > 0 and gaps[k - 1].upper == gaps[k].lower:
        k -= 1
    if k == 0 and gaps[0].inside != gaps[-1].inside:
        return gaps  # it goes all the way round
    start = max(k, 1)
    if k == 0:
        start = len(gaps) - 1
    before = [Span(s.lower - 2 * pi, s.upper - 2 * pi, s.inside) for s in gaps[start:]]
    after = gaps[:start]
    if before[0].lower == after[-1].upper - 2 * pi and len(before) == len(after) == 1:
        return [Span(S.Zero, 2 * pi, after[0].inside)]
    if before[-1].inside == after[0].inside:
        before[-1:] = [Span(before[-1].lower, after[0].upper, after[0].inside)]
        after = after[1:]
    return [*before, *after]


def decomposed(
    axes: Sequence[Axis],
    walls: set[Expr],
    label: Label,
    letters: Mapping[Symbol, arb],
    preferred: Mapping[Symbol, Sequence[Expr]] | None = None,
) -> Spans:
    """The spans of a region, outermost first. `preferred` are forms in which limits of a coordinate are written where they apply.

    Errors: `Unsupported` where a wall has no formula for a coordinate.
    """
    levels: list[list[Expr]] = [[] for _ in axes]
    left = set(walls)
    for depth in reversed(range(len(axes))):
        axis = axes[depth]
        here = {w for w in left if _stands_in(axis, w)}
        levels[depth] = sorted(here, key=str)
        if depth:
            try:
                left = (left - here) | projected(here, axis, axes[: depth + 1])
            except NoBranch:
                raise _unsolved(axis) from None
    space = CellSpace(axes, levels, label, letters, Work(STEPS), preferred or {})
    try:
        return space.spans(0, Sample(letters))
    except NoBranch:
        raise Unsupported("cannot do this: a boundary cannot be solved for the variable by a formula") from None


def _unsolved(axis: Axis) -> Unsupported:
    return Unsupported(f"cannot do this: a boundary cannot be solved for {axis.symbol}")


def _stands_in(axis: Axis, wall: Expr) -> bool:
    letters = {axis.symbol, *(pair(axis.symbol) if axis.is_angle else ())}
    return bool(letters & wall.free_symbols)


def exact(spans: Spans) -> bool:
    """Whether no limit is a decimal or a root without a formula."""
    return all(
        not s.lower.has(Float, CRootOf) and not s.upper.has(Float, CRootOf) and (not isinstance(s.inside, tuple) or exact(s.inside))
        for s in spans
    )
