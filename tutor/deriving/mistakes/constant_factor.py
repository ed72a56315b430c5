"""Off by a simple factor."""

from collections.abc import Iterator, Mapping

from sympy import Add, Basic, Rational

from tutor.deriving.leaves import everywhere, leaves
from tutor.deriving.mistake import Mistake
from tutor.model import Derivation, Step
from tutor.trees import tree
from tutor.trees.heads import Diff

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


def _number_lost(step: Step) -> Iterator[Basic]:
    """(c f)' = f' for a number c, however large."""
    if tree.plain(step.facts["c"]).is_number and isinstance(step.before, Diff):
        yield step.before.of(step.facts["f"])


MISTAKE = Mistake(
    "The value, or a term of it, is off by a simple factor.",
    "Which factor was lost or added on the way?",
    rules={"differentiate.constant_factor": _number_lost},
    answers=_answers,
    rank=9,
)
