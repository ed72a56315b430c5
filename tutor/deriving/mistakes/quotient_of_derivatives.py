"""(u/v)' = u'/v'."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _parts(step: Step) -> Iterator[Basic]:
    yield tree.quotient(step.before.of(step.facts["f"]), step.before.of(step.facts["g"]))


def _reciprocal(step: Step) -> Iterator[Basic]:
    """1/(n x^(n - 1)) for (1/x^n)', n positive."""
    n = tree.plain(step.facts["n"])
    if n.is_negative and n != -1:
        yield 1 / (-n * tree.plain(step.facts["x"]) ** (-n - 1))


MISTAKE = Mistake(
    "The derivative of a quotient is not the quotient of the derivatives.",
    "What does the quotient rule give for x^2/x, and what should it give?",
    rules={"differentiate.quotient": _parts, "differentiate.power": _reciprocal},
)
