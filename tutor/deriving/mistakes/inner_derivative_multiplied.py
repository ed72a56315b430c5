"""The integral of f(kx) taken for k F(kx), or that of x f(k x^2) likewise."""

from collections.abc import Iterator

from sympy import Basic, S, cancel

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree
from tutor.trees.heads import At


def _multiplied(step: Step) -> Iterator[Basic]:
    yield tree.product(step.facts["k"], step.facts["k"], step.facts["after"])


def _by_the_slope(step: Step) -> Iterator[Basic]:
    """The same where what stands beside f(g) is a multiple of g'."""
    slope, rest = step.facts["slope"], step.facts["rest"]
    k = cancel(tree.plain(slope) / tree.plain(rest)) if step.facts["rest"] is not None else S.Zero
    if k.is_number and k != 0 and isinstance(step.after, At):
        yield tree.product(k, k, step.after)


MISTAKE = Mistake(
    "When integrating, the slope of the inside is divided by, not multiplied with.",
    "What is the derivative of your answer?",
    kinds=("integral",),
    rules={"integrate.linear_inside": _multiplied, "integrate.substitution": _by_the_slope},
)
