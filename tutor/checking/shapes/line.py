"""A line in space: any point on it and any multiple of its direction."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.checking import words
from tutor.checking.directions import proportional
from tutor.checking.equal import equal
from tutor.checking.opinion import Opinion, all_equal
from tutor.checking.question import Question
from tutor.checking.verdict import PartVerdict, PartWord, Verdict, incorrect, summed
from tutor.reading.answers import Line, Reading
from tutor.reading.syntax import Neg, Node, Num, Sum

WORDS: dict[str, PartWord] = {"equal": "correct", "different": "incorrect", "undecided": "undecided"}


def judge(question: Question, given: Reading) -> Verdict:
    """The direction, and whether the point is on the line; half of the marks for each."""
    expected = question.expected
    assert isinstance(given, Line) and isinstance(expected, Line)
    if len(given.point) != len(expected.point) or len(given.direction) != len(expected.direction):
        return incorrect(feedback=words.components(len(given.point), len(expected.point)))
    along = proportional(given.direction, expected.direction, question.domain)
    between = [Sum((a, Neg(b))) for a, b in zip(given.point, expected.point, strict=True)]
    on_it = on_line(between, expected.direction, question)
    parts = [PartVerdict("direction", WORDS[along.outcome]), PartVerdict("point", WORDS[on_it.outcome])]
    wrong = [f"the {p.name}" for p in parts if p.verdict == "incorrect"]
    return summed(parts, [along.evidence, on_it.evidence], words.not_right(wrong, len(parts)))


def on_line(between: Sequence[Node], direction: tuple[Node, ...], question: Question) -> Opinion:
    """Whether a vector is zero or along the direction."""
    zero = all_equal(equal(c, Num("0"), question.domain) for c in between)
    return zero if zero.outcome == "equal" else proportional(between, direction, question.domain)
