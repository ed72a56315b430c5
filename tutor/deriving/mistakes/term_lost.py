"""A term of the answer left out."""

from collections.abc import Iterator, Mapping

from sympy import Add

from tutor.deriving.leaves import leaves
from tutor.deriving.mistake import Mistake
from tutor.deriving.termwise import expanded
from tutor.model import Derivation

MOST_TERMS = 8


def _fewer(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for value, put in leaves(derivation):
        terms = Add.make_args(expanded(value) if value.is_polynomial() else value)
        for k in range(len(terms)) if 1 < len(terms) <= MOST_TERMS else ():
            yield put(Add(*(t for j, t in enumerate(terms) if j != k)))


MISTAKE = Mistake(
    "A term is missing.",
    "Does every term of the function, and every path to the variable, come into the result?",
    answers=_fewer,
    rank=6,
)
