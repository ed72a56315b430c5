"""Off by a simple factor."""

from collections.abc import Iterator, Mapping

from sympy import Add, Rational

from tutor.deriving.leaves import everywhere, leaves
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation

MOST_TERMS = 3
FACTORS = tuple(Rational(p, q) for p, q in ((2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (3, 2), (2, 3)))


def _answers(derivation: Derivation) -> Iterator[Mapping[str, object]]:
    for c in FACTORS:
        yield from everywhere(derivation, c.__mul__)
        for value, put in leaves(derivation):
            yield put(c * value)
            terms = Add.make_args(value)
            for k in range(len(terms)) if 1 < len(terms) <= MOST_TERMS else ():
                yield put(Add(*(c * t if j == k else t for j, t in enumerate(terms))))


MISTAKE = Mistake(
    "The value is off by a simple factor.",
    "Which factor was lost or added on the way?",
    answers=_answers,
    rank=9,
)
