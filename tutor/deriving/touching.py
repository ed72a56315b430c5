"""The point and the normal vector of a tangent plane or a normal line, as their derivation found them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sympy import Add, Expr, S, Symbol

from tutor.deriving.topics.tangent_plane import graph_of
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Equation, Vector


class Touch(NamedTuple):
    """The point, the normal vector there and as a formula, and z and f of a graph."""

    point: Mapping[Symbol, Expr]
    normal: tuple[Expr, ...]
    general: tuple[Expr, ...]
    graph: tuple[Symbol, Expr] | None

    def plane(self, normal: Sequence[Expr], point: Sequence[Expr] | None = None) -> Equation:
        """n . (x - p) = 0."""
        at = tuple(self.point.values()) if point is None else point
        return Equation(Add(*(n * (x - tree.plain(a)) for n, x, a in zip(normal, self.point, at, strict=True))), S.Zero)


def touch_of(derivation: Derivation) -> Touch | None:
    """None where the problem has no one such point."""
    if derivation.problem.kind not in ("tangent_plane", "normal_line"):
        return None
    general = [s.result for s in derivation.steps if s.rule.endswith(".assemble") and isinstance(s.result, Vector)]
    for s in derivation.steps:
        if {"p", "n"} <= s.facts.keys() and general:
            graph = graph_of(derivation.problem.given["surface"], derivation.problem.variables)
            normal, formula = (tuple(map(tree.plain, v.args)) for v in (s.facts["n"], general[-1]))
            return Touch(s.facts["p"], normal, formula, graph)
    return None
