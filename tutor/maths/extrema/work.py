"""What all pieces of a region share while their candidates are looked for, and what each of them is called and limited by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sympy import Basic, Eq, Expr, Gt, Lt, Mul, Poly, Symbol, Tuple, cancel, factor

from tutor.maths.classification.domain import interior_conditions
from tutor.maths.extrema.boundary import BoundaryPiece, Parts
from tutor.maths.extrema.compare import compared
from tutor.maths.extrema.decided import KnownBefore
from tutor.maths.extrema.interval import Span
from tutor.maths.extrema.region import FeasibleSet, Side, sign_at, written
from tutor.maths.extrema.shown import span_of
from tutor.maths.extrema.task import Task, equality
from tutor.maths.solving.signs import Signs
from tutor.maths.solving.values import nice
from tutor.model import Problem
from tutor.rule import Stage
from tutor.shown import UNSAID, Shown
from tutor.trees import tree

Failing = tuple[Mapping[Symbol, Expr], tuple[Basic, ...]]  # a point, and what the sides of a relation are there

LETTERS = ("g", "h", "k", "p", "q", "s")  # of functions that come in on the way


@dataclass(slots=True)
class Work:
    """What all pieces share: the task, its parts, the names that are free, and whether every system is proved complete."""

    problem: Problem
    task: Task
    parts: Parts
    known: KnownBefore
    complete: bool = True
    mirrors: tuple[Symbol, ...] = ()  # variables that only need to be looked at where they are not negative

    def letter(self, *taken: str) -> str:
        """The next name for a function."""
        used = {*self.problem.symbols, self.problem.letter, self.task.letter, *taken}
        return next(n for n in LETTERS if n not in used)

    @property
    def region(self) -> FeasibleSet:
        """Of the task."""
        return self.task.region

    @property
    def reduced(self) -> bool:
        """Whether an equation was used up."""
        return self.task is not self.known.origin

    @property
    def around(self) -> tuple[tuple[float, float], ...]:
        """A box that holds the corners."""
        return self.known.around

    def left_out(self, piece: BoundaryPiece) -> bool:
        """Whether the piece does not belong to the region, and the function need not have values there."""
        strict = {k for k in piece.active if self.region.sides[k].strict}
        return bool(strict if self.known.singular is None else strict & self.known.singular)


def text(words: str, facts: Mapping[str, object], *goals: Basic, shown: Shown = UNSAID) -> Stage:
    """A stage that is only said."""
    return Stage(words, Tuple(*goals), facts, kept=True, shown=shown)


def curve(piece: BoundaryPiece) -> tuple[Basic, ...]:
    """The equations that the letters of a piece satisfy."""
    return tuple(equality(u, piece.graph.letters) for u in piece.graph.left)


def about(work: Work, piece: BoundaryPiece) -> dict[str, Any]:
    """What the words of a piece need: what it is, and where it is."""
    region = work.region
    flat = piece.dimension > 1
    if piece.active:
        kind = "face" if flat else "edge"
    else:
        kind = "inside" if not region.equations else "surface" if flat else "curve"
    shown: tuple[object, ...] = ()
    if piece.spans is not None:
        (t,) = piece.graph.letters
        bounded = [s for s in piece.spans if not s.point and not (s.low.is_infinite and s.high.is_infinite)]
        shown = tuple(span_of(replace(s, low_in=False, high_in=False) if kind == "inside" else s, t) for s in bounded)
    missing = any(region.sides[k].strict for k in piece.active)
    edge = (*region.equations, *work.parts.edge(piece))
    facts = {"kind": kind, "edge": edge, "spans": shown, "missing": missing, "letters": piece.graph.letters}
    return facts | {"ends": piece.spans is not None and any(s.ends for s in piece.spans), "whole": not piece.active}


def others(work: Work, piece: BoundaryPiece) -> list[tuple[Expr, Side]]:
    """The sides on which the inner points of a piece do not lie, by its letters."""
    found = ((piece.graph.of(s.inside).expand(), s) for s in work.parts.others(piece))
    return [(u, s) for u, s in found if u.free_symbols & set(piece.graph.letters)]


def inner(work: Work, piece: BoundaryPiece) -> tuple[Basic, ...]:
    """The same as conditions on the letters."""
    if piece.spans is not None:
        kept = [s for s in piece.spans if not s.point]
        if len(kept) != 1:
            return ()
        (t,), (span,) = piece.graph.letters, kept
        low = () if span.low.is_infinite else (Gt(t, span.low, evaluate=False),)
        high = () if span.high.is_infinite else (Lt(t, span.high, evaluate=False),)
        return (*low, *high)
    unchanged = all(piece.graph.values[v] == v for v in piece.graph.values)
    return tuple(dict.fromkeys(s.open if unchanged else written(u, True, piece.graph.letters) for u, s in others(work, piece)))


def helping(work: Work, piece: BoundaryPiece, slopes: Sequence[Expr]) -> tuple[Basic, ...]:
    """Those conditions that make the solving shorter: a factor is known not to be 0, or one of infinitely many values is chosen.

    Points outside are left out afterwards in any case.
    """
    letters = piece.graph.letters
    plain = [tree.plain(s) for s in slopes]
    if not all(s.is_rational_function(*letters) for s in plain):
        return inner(work, piece)
    if all(s.is_polynomial(*letters) and Poly(s, *letters).total_degree() <= 1 for s in plain) and piece.graph.free:
        return ()
    factors = {f for s in plain for f in Mul.make_args(factor(s)) for f in (f.as_base_exp()[0],)}
    if piece.spans is not None:
        kept = [c for c in inner(work, piece) if any(cancel((c.lhs - c.rhs) / f).is_number for f in factors)]
        return tuple(kept)
    unchanged = all(piece.graph.values[v] == v for v in piece.graph.values)
    helping = [(u, s) for u, s in others(work, piece) if u.is_Symbol or any(cancel(u / f).is_number for f in factors)]
    return tuple(dict.fromkeys(s.open if unchanged else written(u, True, piece.graph.letters) for u, s in helping if u.free_symbols))


def inside(work: Work, piece: BoundaryPiece, at: Mapping[Symbol, Expr]) -> bool:
    """Whether a point of the piece lies in the region and not on a further edge."""
    if piece.spans is not None:
        (t,) = piece.graph.letters
        return any(_between(s, at[t]) for s in piece.spans)
    return all(sign_at(u, at) > 0 for u, _ in others(work, piece))


def failing(work: Work, piece: BoundaryPiece, points: Iterable[Mapping[Symbol, Expr]]) -> tuple[tuple[Basic, tuple[Failing, ...]], ...]:
    """What points that do not lie on a piece fail, each the first: the relation without its edge, and both its sides at the points."""
    found: dict[Basic, list[Failing]] = {}
    for at in points if piece.spans is None else ():
        whole = {v: nice(e.xreplace(at)) for v, e in piece.graph.values.items()}
        side = next(s for u, s in others(work, piece) if sign_at(u, at) <= 0)
        plain = [tree.plain(a) for a in side.open.args]
        sides = tuple(Eq(a, nice(a.xreplace(whole)), evaluate=False) for a in plain if a.free_symbols)
        found.setdefault(side.open, []).append((whole, sides))
    return tuple((relation, tuple(places)) for relation, places in found.items())


def _between(span: Span, value: Expr) -> bool:
    above = span.low.is_infinite or compared(value, span.low) > 0
    return bool(above and (span.high.is_infinite or compared(value, span.high) < 0))


def smooth(work: Work, piece: BoundaryPiece, f: Expr) -> tuple[Basic, ...]:
    """Where f can be differentiated, so far as its formula limits that and the sides do not say it."""
    signs = Signs(inner(work, piece), ())
    found = (c for c in interior_conditions(f) if c.free_symbols & set(piece.graph.letters))
    return tuple(c for c in found if signs.sign(c.args[0]) <= 0 and not (c.rel_op == "!=" and signs.never_zero(c.args[0])))
