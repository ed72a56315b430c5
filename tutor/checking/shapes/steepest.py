"""The direction of steepest ascent, any positive multiple of it, and the rate."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.directions import proportional
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Reading, Steepest
from tutor.reading.syntax import Neg
from tutor.strength import Evidence


def judge(question: Question, given: Reading) -> Verdict:
    """Half of the marks for each."""
    expected = question.expected
    assert isinstance(given, Steepest) and isinstance(expected, Steepest) and expected.rate is not None
    parts: list[PartVerdict] = []
    evidence: list[Evidence] = []
    mistake = None
    if not given.direction:
        parts.append(PartVerdict("direction", "missing", words.MISSING_DIRECTION))
    elif len(given.direction) != len(expected.direction):
        parts.append(PartVerdict("direction", "incorrect", words.components(len(given.direction), len(expected.direction))))
    else:
        found = proportional(given.direction, expected.direction, question.domain, positive=True)
        evidence.append(found.evidence)
        match found.outcome:
            case "equal":
                parts.append(PartVerdict("direction", "correct"))
            case "undecided":
                parts.append(PartVerdict("direction", "undecided"))
            case "different":
                turned = tuple(Neg(c) for c in given.direction)
                opposite = proportional(turned, expected.direction, question.domain, positive=True).outcome == "equal"
                mistake = "steepest_descent_for_ascent" if opposite else None
                parts.append(PartVerdict("direction", "incorrect", words.OPPOSITE if opposite else words.NOT_RIGHT))
    if given.rate is None:
        parts.append(PartVerdict("rate", "missing", words.MISSING_RATE))
    else:
        rate = compared(given.rate, expected.rate, question)
        evidence.append(rate.evidence)
        parts.append(rate.part("rate"))
    said = [f"{p.name.capitalize()}: {p.feedback or words.NOT_RIGHT}" for p in parts if p.verdict != "correct"]
    return summed(parts, evidence, " ".join(said), mistake)
