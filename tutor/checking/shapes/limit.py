"""A limit: a number, infinity, or that there is none."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.shapes import expression
from tutor.checking.verdict import Verdict, correct, incorrect, wrong_form
from tutor.reading.answers import NoLimit, Reading
from tutor.reading.syntax import Const, Neg, Node


def judge(question: Question, given: Reading) -> Verdict:
    """Existence first, then the value. Infinity is no number, so `does not exist` says less than the answer, but nothing false."""
    if isinstance(given, NoLimit) and _is_infinite(question.expected):
        return wrong_form(feedback=words.WHICH_INFINITY)
    there = [isinstance(r, NoLimit) for r in (given, question.expected)]
    if any(there):
        return correct() if all(there) else incorrect()
    return expression.judge(question, given)


def _is_infinite(reading: Reading) -> bool:
    value = reading.of if isinstance(reading, Neg) else reading
    return isinstance(value, Node) and value == Const("oo")
