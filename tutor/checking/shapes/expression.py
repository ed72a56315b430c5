"""A number or a formula."""

from __future__ import annotations

from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.verdict import Verdict
from tutor.reading.answers import Reading


def judge(question: Question, given: Reading) -> Verdict:
    """By value, then by form."""
    return compared(node(given), node(question.expected), question).verdict()
