"""The slopes along the paths of a chain rule, as its derivation found them."""

from __future__ import annotations

from sympy import Expr

from tutor.maths.chain.dependencies import Dependencies
from tutor.model import Derivation, Step


def along(derivation: Derivation, stage: Step) -> tuple[tuple[Expr, ...], ...]:
    """For each path to the variable of a stage `assemble`, the slopes of its edges from the outcome down."""
    graph = Dependencies.of(derivation.problem)
    slopes = {s.name: s.result for s in derivation.steps if s.rule == "chain_rule.factor"}
    target = next((x for x in graph.leaves if graph.total(x) == stage.name), None)
    return () if target is None else tuple(tuple(slopes[graph.edge(*edge)] for edge in path) for path in graph.paths(target))
