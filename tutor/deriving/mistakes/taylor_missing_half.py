"""The second-order terms without their factor 1/2."""

from collections.abc import Iterator, Mapping

from tutor.deriving.mistake import Mistake
from tutor.deriving.orders import homogeneous
from tutor.model import Derivation


def _doubled(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    parts = homogeneous(derivation)
    if len(parts) > 2:
        yield {"expression": sum(parts) + parts[2]}


MISTAKE = Mistake(
    "The terms of the second order have a factor 1/2.",
    "What is the second derivative of x^2/2?",
    answers=_doubled,
)
