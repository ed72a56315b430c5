"""A limit: a number, infinity, or that there is none."""

from __future__ import annotations

from tutor.checking.question import Question
from tutor.checking.shapes import expression
from tutor.checking.verdict import Verdict, correct, incorrect
from tutor.reading.answers import NoLimit, Reading


def judge(question: Question, given: Reading) -> Verdict:
    """Existence first, then the value."""
    there = [isinstance(r, NoLimit) for r in (given, question.expected)]
    if any(there):
        return correct() if all(there) else incorrect()
    return expression.judge(question, given)
