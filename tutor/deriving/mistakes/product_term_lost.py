"""A product rule with one of its terms left out."""

from collections.abc import Iterator

from sympy import Basic

from tutor.deriving.mistake import Mistake
from tutor.model import Step
from tutor.trees import tree


def _fewer(step: Step) -> Iterator[Basic]:
    factors = step.facts["factors"]
    for k in range(len(factors)):
        yield tree.total(*(tree.product(*factors[:j], step.before.of(f), *factors[j + 1 :]) for j, f in enumerate(factors) if j != k))


MISTAKE = Mistake(
    "A term of the product rule is missing: each factor is differentiated once, while the others are kept.",
    "Which of the factors has not been differentiated?",
    rules={"differentiate.product": _fewer},
    rank=5,
)
