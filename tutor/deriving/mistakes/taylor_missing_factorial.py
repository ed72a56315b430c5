"""The terms of the third order with 1/2, or nothing, for 1/6."""

from collections.abc import Iterator, Mapping

from sympy import factorial

from tutor.deriving.mistake import Mistake
from tutor.deriving.orders import homogeneous
from tutor.model import Derivation


def _larger(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    parts = homogeneous(derivation)
    if len(parts) > 3:
        yield {"expression": sum(parts) + 5 * parts[3]}
        yield {"expression": sum(parts) + 2 * parts[3]}
        yield {"expression": sum(parts) + 5 * parts[3] + parts[2]}
        yield {"expression": sum(factorial(k) * part for k, part in enumerate(parts))}


MISTAKE = Mistake(
    "A term of the order n has the factor 1/n!, one of the third order 1/6.",
    "What is the third derivative of x^3/6?",
    answers=_larger,
)
