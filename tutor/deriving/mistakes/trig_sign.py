"""The sign of the derivative or antiderivative of a sine or cosine."""

from collections.abc import Iterator

from sympy import Basic, Mul, cos, sin

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _turned(step: Step) -> Iterator[Basic]:
    f = tree.plain(step.before.expr)
    if any(isinstance(g, sin | cos) for g in Mul.make_args(f)):
        yield tree.negative(step.after)


MISTAKE = Mistake(
    "The sign of a sine or cosine is not right.",
    "Where cosine begins to fall from its top, which sign has its slope?",
    rules={"differentiate.trigonometric": _turned, "integrate.table": _turned, "integrate.linear_inside": _turned},
)
