"""Moments of inertia with other weights in the place of the square of the distance from the axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from sympy import Expr, cancel

from tutor.deriving.integrands import places, with_integrand
from tutor.deriving.topics.moment_of_inertia import squared
from tutor.model import Derivation
from tutor.trees import tree


def squares(derivation: Derivation, weights: Callable[[Expr, tuple[Expr, ...]], Iterable[Expr]]) -> Iterator[Mapping[str, object]]:
    """The answer with each of the weights that are made from the right square of the distance and those from other axes and the origin."""
    problem = derivation.problem
    if problem.kind != "moment_of_inertia":
        return
    own = tree.plain(squared(problem))
    known = [sum(w**2 for w in problem.variables if w != v) for v in (*problem.variables, None)]
    new = {old: tree.plain(e) for old, e in places(derivation).items()}
    for weight in weights(own, tuple(k for k in known if k != own)):
        by = (weight / own).xreplace(new)
        yield from with_integrand(derivation, partial(_weighted, by))


def _weighted(by: Expr, f: Expr) -> Expr:
    return cancel(f * by)
