"""d/dx of the integral from a to x of F taken for F'(x)."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees.heads import At, Diff


def _slope(step: Step) -> Iterator[Basic]:
    facts, x = step.facts, step.before.variable
    if x in facts["b"].free_symbols:
        yield At(Diff(facts["f"], facts["t"]), (facts["t"],), (facts["b"],))


MISTAKE = Mistake(
    "The derivative of an integral by its upper limit is the integrand there, not the derivative of the integrand.",
    "How fast does the area grow when the upper limit moves?",
    rules={"differentiate.integral": _slope},
)
