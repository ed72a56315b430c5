"""The mixed term once instead of twice."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.mistake import Mistake
from tutor.deriving.orders import mixed
from tutor.model import Derivation


def _once(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    whole, cross = mixed(derivation)
    if cross != 0:
        yield {"expression": Add(whole, -cross / 2)}
        yield {"expression": Add(whole, -cross)}


MISTAKE = Mistake(
    "The mixed derivative counts twice, once in each order.",
    "Which products of displacements of the second order are there?",
    answers=_once,
    rank=0,
)
