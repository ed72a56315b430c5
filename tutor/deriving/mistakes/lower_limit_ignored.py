"""F(b) for F(b) - F(a)."""

from collections.abc import Iterator

from sympy import Add, Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _upper(step: Step) -> Iterator[Basic]:
    if isinstance(step.after, Add):
        yield tree.total(*step.after.args[:-1])


MISTAKE = Mistake(
    "The value at the lower limit is to be subtracted.",
    "What is the antiderivative at the lower limit?",
    rules={"integrate.limits_put_in": _upper},
    rank=2,
)
