"""ad + bc for ad - bc."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _added(step: Step) -> Iterator[Basic]:
    rows = step.facts["m"].rows
    if len(rows) == 2:
        (a, b), (c, d) = rows
        yield tree.total(tree.product(a, d), tree.product(b, c))


MISTAKE = Mistake(
    "In the determinant the second product is subtracted.",
    "What is the determinant of a matrix with two equal rows?",
    rules={"matrix.two_by_two": _added},
)
