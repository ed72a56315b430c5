"""(a^x)' = x a^(x - 1)."""

from collections.abc import Iterator

from sympy import Basic, E, S

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _as_power(step: Step) -> Iterator[Basic]:
    x = step.facts["x"]
    yield tree.product(x, tree.power(step.facts.get("a", E), tree.total(x, S.NegativeOne)))


def _general(step: Step) -> Iterator[Basic]:
    """g f^(g - 1), where base and exponent both have the variable in them."""
    yield tree.product(step.facts["g"], tree.power(step.facts["f"], tree.total(step.facts["g"], S.NegativeOne)))


MISTAKE = Mistake(
    "The power rule is for powers of the variable; here the variable stands in the exponent.",
    "What is the derivative of e^x?",
    rules={"differentiate.exponential": _as_power, "differentiate.exponential_base": _as_power, "differentiate.general_power": _general},
)
