"""A number or a formula."""

from __future__ import annotations

from tutor.check.number import compared
from tutor.check.question import Question
from tutor.check.readings import node
from tutor.check.verdict import Verdict
from tutor.reading.answers import Reading


def judge(question: Question, given: Reading) -> Verdict:
    """By value, then by form."""
    return compared(node(given), node(question.expected), question).verdict()
