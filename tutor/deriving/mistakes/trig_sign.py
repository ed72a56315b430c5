"""The sign of the derivative or antiderivative of a sine or cosine."""

from collections.abc import Iterator

from sympy import Basic, cos, sin

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _turned(step: Step) -> Iterator[Basic]:
    if isinstance(step.before.expr, sin | cos):
        yield tree.negative(step.after)


MISTAKE = Mistake(
    "The sign of a sine or cosine is not right.",
    "Where cosine begins to fall from its top, which sign has its slope?",
    rules={"differentiate.trigonometric": _turned, "integrate.table": _turned},
)
