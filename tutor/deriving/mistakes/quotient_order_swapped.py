"""(uv' - u'v)/v^2 for (u'v - uv')/v^2."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _swapped(step: Step) -> Iterator[Basic]:
    f, g, of = step.facts["f"], step.facts["g"], step.before.of
    yield tree.quotient(tree.total(tree.product(f, of(g)), tree.negative(tree.product(of(f), g))), tree.power(g, 2))


MISTAKE = Mistake(
    "The two products of the quotient rule stand in the wrong order, which changes the sign.",
    "Which of numerator and denominator is differentiated first?",
    rules={"differentiate.quotient": _swapped},
)
