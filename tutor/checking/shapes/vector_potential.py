"""A vector potential up to a gradient, or that the field has none: what counts is the curl."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.checking import words
from tutor.checking.domains import gap
from tutor.checking.number import opinion
from tutor.checking.opinion import all_equal
from tutor.checking.question import Question
from tutor.checking.readings import entries
from tutor.checking.slopes import NoSlope, slope
from tutor.checking.verdict import Verdict, correct, incorrect, undecided, wrong_form
from tutor.reading.answers import NotACurl, Reading
from tutor.reading.syntax import Neg, Node, Sum


def judge(question: Question, given: Reading) -> Verdict:
    """Any vector with the same curl is right."""
    there = [isinstance(r, NotACurl) for r in (given, question.expected)]
    if any(there):
        return correct() if all(there) else incorrect()
    mine = entries(given)
    if len(mine) != len(question.names):
        return incorrect(feedback=words.components(len(mine), len(question.names)))
    try:
        curl, right = (_curl(of, question.names) for of in (mine, entries(question.expected)))
    except NoSlope:
        return undecided(words.UNDECIDED)
    found = [opinion(a, b, question) for a, b in zip(curl, right, strict=True)]
    whole = all_equal(found)
    match whole.outcome:
        case "undecided":
            return undecided(words.UNDECIDED)
        case "different":
            if all_equal(opinion(Neg(a), b, question) for a, b in zip(curl, right, strict=True)).outcome == "equal":
                return incorrect(whole.evidence, words.OPPOSITE_CURL, "sign_slip")
            wrong = [name for name, one in zip(question.names, found, strict=True) if one.outcome == "different"]
            return incorrect(whole.evidence, words.other_curl(wrong, len(found)))
    lost = None if question.any_domain else next(filter(None, (gap(c, Sum(tuple(right)), question.domain) for c in mine)), None)
    return wrong_form(whole.evidence, lost.told()) if lost else correct(whole.evidence)


def _curl(field: Sequence[Node], names: Sequence[str]) -> list[Node]:
    """Component k: that of field[j] by variable i less that of field[i] by variable j. Errors: NoSlope."""
    return [Sum((slope(field[j], names[i]), Neg(slope(field[i], names[j])))) for i, j in ((1, 2), (2, 0), (0, 1))]
