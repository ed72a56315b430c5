"""M_x - N_y for N_x - M_y."""

from collections.abc import Iterator, Mapping
from functools import partial

from sympy import Expr

from tutor.deriving.integrands import closed, factor, opened, places, wholes, with_integrals
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Int


def _paired(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    problem = derivation.problem
    if problem.kind == "curl" and len(problem.given["field"]) == 2:
        p, q = map(tree.plain, problem.given["field"])
        x, y = problem.variables
        for value in (p.diff(x) - q.diff(y), p.diff(x) + q.diff(y)):
            yield {"expression": value.subs(dict(problem.given.get("point") or {}))}
    elif problem.kind == "green" and wholes(derivation):
        p, q = map(tree.plain, problem.given["field"])
        x, y = problem.variables
        new, by = places(derivation), tree.plain(factor(derivation))
        for value in (p.diff(x) - q.diff(y), p.diff(x) + q.diff(y), q.diff(x) + p.diff(y)):
            inside = value.subs({k: tree.plain(v) for k, v in new.items()}, simultaneous=True) * by
            yield from with_integrals(derivation, partial(_integrated, inside))


def _integrated(inside: Expr, whole: Int) -> Expr:
    return closed(inside, opened(whole)[1])


MISTAKE = Mistake(
    "Each component is differentiated with respect to the variable of the other one.",
    "Which derivatives does a turning of the field depend on?",
    answers=_paired,
)
