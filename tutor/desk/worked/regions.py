"""Ranges of coordinates that a line states, held against the region of the problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Basic, Expr, Symbol, cos, oo, pi, sin

from tutor.checking.shown import said
from tutor.checking.working.findings import Held
from tutor.edges.language import setting
from tutor.errors import TutorError
from tutor.maths.regions.membership import Disagrees, covers, plainest
from tutor.model import Derivation
from tutor.reading.build import build, real
from tutor.reading.syntax import Node, Sym
from tutor.trees import tree
from tutor.trees.heads.region import PointSet, Ranges

UNKNOWN = Held("unknown")
Limits = dict[Symbol, tuple[Expr, Expr]]


class Regions:
    """The regions of a way, each as a set of points with the ranges that the way found."""

    def __init__(self, derivation: Derivation) -> None:
        self.symbols = derivation.problem.symbols
        self.found = [(s.before, s.result) for s in derivation.steps if isinstance(s.before, PointSet) and isinstance(s.result, Ranges)]

    def held(self, stated: Mapping[str, tuple[Node, Node]]) -> Held:
        """What is found of the ranges that lines state together: of all coordinates, or of some with those of the way for the others."""
        out = UNKNOWN
        for points, ranges in self._told(frozenset(stated)):
            found = self._compared(stated, points, ranges)
            if found.outcome == "true":
                return found
            out = found if out.outcome == "unknown" else out
        return out

    def _told(self, names: frozenset[str]) -> Iterator[tuple[PointSet, Ranges]]:
        """The sets of points that have these coordinates, or can be told in them."""
        for points, ranges in self.found:
            if names <= _names(points):
                yield points, ranges
            elif (other := _polar(points) if names == {"r", "theta"} else _cartesian(points)) is not None and names == _names(other):
                yield other, Ranges()

    def _compared(self, stated: Mapping[str, tuple[Node, Node]], points: PointSet, ranges: Ranges) -> Held:
        own = {str(v): v for v, _, _ in points.domain}
        try:
            letters = {**{s.name: s for s in points.free_symbols}, **own}  # with what the way assumes of them
            limits: Limits = {own[n]: (self._built(a, letters), self._built(b, letters)) for n, (a, b) in stated.items()}
        except (TutorError, TypeError, ValueError):
            return UNKNOWN
        whole = limits.keys() == set(own.values())
        if not whole:
            if len(ranges.pieces) != 1:
                return UNKNOWN
            limits = {**{v: (a, b) for v, a, b in ranges.pieces[0]}, **limits}
        order = _innermost_first(limits)
        if order is None:
            return UNKNOWN
        try:
            told = Ranges([(v, *limits[v]) for v in order])
            evidence = covers(told, points)
        except Disagrees as apart:
            if not whole:
                return UNKNOWN  # in another order of the coordinates they may be right
            plain = None if apart.belongs is None or told.free_symbols - set(order) else plainest(told, points, apart.belongs)
            there = {name: value.replace(".", setting("decimal", ".")) for name, value in (plain or apart.point).items() if name in own}
            at = tuple(f"{said(Sym(name))} = {value}" for name, value in there.items()) if there.keys() == own.keys() else ()
            return Held("suspect", at) if apart.belongs else Held("false", at)  # it may be one of several parts
        return Held("true") if evidence == "sampled" else UNKNOWN

    def _built(self, node: Node, letters: Mapping[str, Symbol]) -> Expr:
        made: Basic = tree.evaluated(build(node, lambda name: letters.get(name) or self.symbols.get(name) or real(name)))
        if not isinstance(made, Expr):
            raise TypeError("an end of a range is a number")
        return made


def _names(points: PointSet) -> frozenset[str]:
    return frozenset(str(v) for v, _, _ in points.domain)


def _polar(points: PointSet) -> PointSet | None:
    """A set in the plane in polar coordinates."""
    if points.places or len(points.domain) != 2:
        return None
    (x, _, _), (y, _, _) = sorted(points.domain, key=lambda d: str(d[0]))
    r, theta = Symbol("r", real=True), Symbol("theta", real=True)
    return PointSet(points.condition, ((x, r * cos(theta)), (y, r * sin(theta))), ((r, 0, oo), (theta, 0, 2 * pi)), points.given)


def _cartesian(points: PointSet) -> PointSet | None:
    """A set that is told in other coordinates, in those that its condition is stated in."""
    return PointSet(points.condition, (), [(v, -oo, oo) for v in points.places], points.given) if points.places else None


def _innermost_first(limits: Limits) -> tuple[Symbol, ...] | None:
    """The coordinates in the order of integration; None where the limits of two depend on each other."""
    left, outer_first = set(limits), []
    while left:
        free = next((v for v in sorted(left, key=str) if not (limits[v][0].free_symbols | limits[v][1].free_symbols) & left), None)
        if free is None:
            return None
        left.discard(free)
        outer_first.append(free)
    return tuple(reversed(outer_first))
