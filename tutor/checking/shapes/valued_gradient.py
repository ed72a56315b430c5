"""A value together with the gradient there; the gradient alone will do."""

from __future__ import annotations

from tutor.checking.question import Question
from tutor.checking.shapes.vector import by_component, names
from tutor.checking.verdict import Verdict
from tutor.reading.answers import Reading, ValuedGradient


def judge(question: Question, given: Reading) -> Verdict:
    """The value counts as one more component."""
    expected = question.expected
    assert isinstance(given, ValuedGradient) and isinstance(expected, ValuedGradient)
    mine, right, called = given.gradient, expected.gradient, names(question, len(expected.gradient))
    if given.value is not None and expected.value is not None and len(mine) == len(right):
        mine, right, called = (given.value, *mine), (expected.value, *right), ["the value", *called]
    return by_component(question, mine, right, called)
