"""A curve or a surface by parameters: any right parametrisation, and which way it runs is said."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.traces import Finding, compared
from tutor.checking.verdict import Verdict, correct, incorrect, undecided
from tutor.reading.answers import Reading, Traced

CURVE: dict[Finding, str] = {
    "reversed": "It runs the other way.",
    "beyond": "Not all of this lies on the curve.",
    "left_out": "This lies on the curve, but not all of the curve is there.",
    "repeated": "This goes through some of the curve more than once.",
}
SURFACE: dict[Finding, str] = {
    "reversed": "Its normal points to the other side.",
    "beyond": "Not all of this lies on the surface.",
    "left_out": "This lies on the surface, but not all of the surface is there.",
    "repeated": "This goes over some of the surface more than once.",
}


def judge(question: Question, given: Reading) -> Verdict:
    """Each lies on the other, once."""
    expected = question.expected
    assert isinstance(given, Traced) and isinstance(expected, Traced)
    mine, right = len(given.coordinates), len(expected.coordinates)
    if mine != right:
        return incorrect(feedback=words.components(mine, right))
    found = compared(given, expected, question.domain)
    said = (CURVE if len(expected.ranges) == 1 else SURFACE).get(found)
    if said is None:
        return correct("sampled") if found == "same" else undecided(words.UNDECIDED)
    return correct("sampled", said) if found == "reversed" else incorrect("sampled", said)
