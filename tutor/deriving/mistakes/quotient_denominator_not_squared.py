"""(u'v - uv')/v for (u'v - uv')/v^2."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _not_squared(step: Step) -> Iterator[Basic]:
    f, g, of = step.facts["f"], step.facts["g"], step.before.of
    yield tree.quotient(tree.total(tree.product(of(f), g), tree.negative(tree.product(f, of(g)))), g)


MISTAKE = Mistake(
    "The denominator of the quotient rule is the square of the old one.",
    "What stands below the line in the quotient rule?",
    rules={"differentiate.quotient": _not_squared},
    rank=5,
)
