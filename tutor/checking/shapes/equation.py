"""An equation of a curve, a line, a plane or a surface: the same points satisfy it."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.number import statements
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import Reading


def judge(question: Question, given: Reading) -> Verdict:
    """By the solutions; a nonzero factor makes no difference."""
    found = statements(node(given), node(question.expected), question, by_words=True)
    match found.outcome:
        case "equal":
            return correct(found.evidence)
        case "different":
            return incorrect(found.evidence)
    return undecided(words.UNDECIDED)
