"""The integrals that a derivation came to, for what is wrong with them to be put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import Expr, S

from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Int


def wholes(derivation: Derivation) -> tuple[Int, ...]:
    """The iterated integrals of a derivation, one for each piece of its region."""
    return tuple(s.before for s in derivation.steps if s.rule.endswith(".whole") and isinstance(s.before, Int))


def factor(derivation: Derivation) -> Expr:
    """The factor of area or volume in the coordinates of a derivation, 1 where it has none."""
    found = [s.result for s in derivation.steps if s.rule.endswith((".factor", ".size")) and isinstance(s.result, Expr)]
    return found[-1] if found else S.One


def with_integrand(derivation: Derivation, change: Callable[[Expr], Expr]) -> Iterator[Mapping[str, Any]]:
    """The answer with each integrand changed; left to be reckoned."""
    found = wholes(derivation)
    if found:
        yield {"expression": tree.total(*(_changed(whole, change) for whole in found))}


def _changed(whole: Int, change: Callable[[Expr], Expr]) -> Int:
    inner = whole.expr
    return whole.of(_changed(inner, change) if isinstance(inner, Int) else tree.evaluated(change(inner)))


def definite(derivation: Derivation) -> bool:
    """Whether the answer is a definite integral."""
    return any(isinstance(g, Int) and g.is_definite for s in derivation.steps for g in _goals(s))


def _goals(step: Step) -> Iterator[Any]:
    yield step.before
    yield from (goal for _, goal in tree.goals(step.before))
