"""(x^n)' = n x^n."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _kept(step: Step) -> Iterator[Basic]:
    n, x = step.facts["n"], step.facts["x"]
    yield tree.product(n, step.before.expr)
    if tree.plain(n).is_negative:  # lowered in size, and so raised
        yield n * x ** (n + 1)


MISTAKE = Mistake(
    "The exponent comes down as a factor and is then lowered by 1.",
    "Which exponent is left in the derivative of x^3?",
    rules={"differentiate.power": _kept},
)
