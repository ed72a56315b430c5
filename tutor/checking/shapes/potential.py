"""A potential up to a constant, or that the field has none."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.readings import node
from tutor.checking.shapes.antiderivative import up_to_constant
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import NotConservative, Reading


def judge(question: Question, given: Reading) -> Verdict:
    """The constant may be left out: any potential will do."""
    there = [isinstance(r, NotConservative) for r in (given, question.expected)]
    if any(there):
        return correct() if all(there) else incorrect()
    found = up_to_constant(question, node(given))
    match found.outcome:
        case "equal":
            return correct(found.evidence)
        case "different":
            return incorrect(found.evidence)
    return undecided(words.UNDECIDED)
