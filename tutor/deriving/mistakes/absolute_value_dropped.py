"""|u| taken for u under an integral: sqrt(t^2) = t, say."""

from collections.abc import Iterator, Mapping

from sympy import Abs, Expr

from tutor.deriving.integrands import opened, wholes, with_integrand
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation
from tutor.trees import tree
from tutor.trees.heads import Int


def _without(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    given = derivation.problem.given
    if derivation.problem.kind == "integral" and "upper" in given and tree.plain(given["integrand"]).has(Abs):
        yield {"expression": Int(_bare(tree.plain(given["integrand"])), derivation.problem.variables[0], given["lower"], given["upper"])}
    elif any(opened(whole)[0].has(Abs) for whole in wholes(derivation)):
        yield from with_integrand(derivation, _bare)


def _bare(f: Expr) -> Expr:
    return f.replace(Abs, lambda u: u)


MISTAKE = Mistake(
    "What stands in absolute value, or is the root of a square, is never negative; its sign was not looked at.",
    "Where between the limits does it change its sign?",
    answers=_without,
    rank=2,
)
