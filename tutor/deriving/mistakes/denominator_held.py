"""u'/v for (u/v)': the denominator treated as a constant."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _held(step: Step) -> Iterator[Basic]:
    yield tree.quotient(step.before.of(step.facts["f"]), step.facts["g"])


MISTAKE = Mistake(
    "The denominator changes too: the quotient rule has a term for that.",
    "What happens to the quotient when only the denominator grows?",
    rules={"differentiate.quotient": _held},
    rank=3,
)
