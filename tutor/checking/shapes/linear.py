"""A linear approximation, with the value that it estimates where one was asked."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.shapes.vector import by_component
from tutor.checking.values import letters
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Linear, Reading
from tutor.reading.syntax import Node


def judge(question: Question, given: Reading) -> Verdict:
    """The formula, and the estimate as a second part of equal weight."""
    expected = question.expected
    assert isinstance(given, Linear) and isinstance(expected, Linear)
    if expected.estimate is None:
        return compared(given.expression, expected.expression, question).verdict()
    if given.estimate is not None:
        called = ["the linear approximation", "the estimate"]
        return by_component(question, (given.expression, given.estimate), (expected.expression, expected.estimate), called)
    found = compared(given.expression, expected.expression, question)
    if found.word == "incorrect" and not letters(given.expression) and letters(expected.expression):
        return _estimate_alone(question, given.expression, expected.estimate)
    parts = (found.part("the linear approximation"), PartVerdict("the estimate", "missing", words.MISSING_ESTIMATE))
    return summed(parts, (found.evidence,), words.MISSING_ESTIMATE)


def _estimate_alone(question: Question, given: Node, right: Node) -> Verdict:
    """A number where a function and its value are due is the value."""
    found = compared(given, right, question)
    parts = (PartVerdict("the linear approximation", "missing", words.MISSING_FUNCTION), found.part("the estimate"))
    wrong = words.not_right(("the estimate",), 2) if found.word == "incorrect" else ""
    return summed(parts, (found.evidence,), " ".join(filter(None, (wrong, words.MISSING_FUNCTION))))
