"""Which documented mistake makes the value that a student gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tutor.checking.question import Question, Wrong
from tutor.checking.shapes import judge_of
from tutor.checking.verdict import Verdict
from tutor.reading.answers import Reading, Shape
from tutor.reading.syntax import IntegralNode, Node, walk

WRONG = ("incorrect", "partially_correct")
# Shapes of which equal values have one group; of the others every wrong answer is looked at.
_BY_VALUE: frozenset[Shape] = frozenset(["expression", "vector", "matrix", "limit", "improper"])


def diagnosed(question: Question, reading: Reading, key: str, verdict: Verdict) -> Verdict:
    """A verdict with the mistake that explains the answer, where one of those of the problem makes just this value."""
    if verdict.verdict not in WRONG or verdict.misconception is not None:
        return verdict
    for wrong in _near(question, key):
        if judge_of(question.shape)(replace(question, expected=wrong.reading, wrong={}), reading).verdict == "correct":
            said = " ".join(filter(None, (verdict.feedback, wrong.says, wrong.asks)))
            return replace(verdict, misconception=wrong.mistake, feedback=said)
    return verdict


def _is_area(reading: Reading) -> bool:
    """Whether a value is left as an integral: of an enclosure a key has not all digits."""
    return isinstance(reading, Node) and any(isinstance(n, IntegralNode) for n in walk(reading))


def _near(question: Question, key: str) -> Iterator[Wrong]:
    if question.shape in _BY_VALUE:
        yield from (wrong for of, wrong in question.wrong.items() if of == key or _is_area(wrong.reading))
    else:
        yield from question.wrong.values()
