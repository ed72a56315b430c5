"""The verdict on one answer, and how verdicts on its parts add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tutor.frozen import dataclass
from tutor.page.layout import Layout
from tutor.strength import Evidence, weakest

Word = Literal["correct", "wrong_form", "partially_correct", "incorrect", "unreadable", "undecided"]
WRONG_FORM = 0.5  # of the marks for the right value in another form than was asked
# Whether a part is right is a question with fewer answers; what is missing or too much is no part of the answer as typed.
PartWord = Literal["correct", "wrong_form", "incorrect", "missing", "extra", "undecided"]


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """One component, point, class or value of an answer."""

    name: str
    verdict: PartWord
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an answer. `score` runs from 0 to 1; None where nothing is counted (unreadable, undecided).

    `step` is the title of the step of the solution at which its mistake is made, where that is known, and `made` what stands there with
    the mistake: from it the answer comes.
    """

    verdict: Word
    score: float | None
    evidence: Evidence = "exact"
    feedback: str = ""
    misconception: str | None = None
    parts: tuple[PartVerdict, ...] = ()
    step: str = ""
    made: Layout | None = None


def correct(evidence: Evidence = "exact", feedback: str = "") -> Verdict:
    """Right in every respect."""
    return Verdict("correct", 1.0, evidence, feedback)


def incorrect(evidence: Evidence = "exact", feedback: str = "", misconception: str | None = None) -> Verdict:
    """Wrong, with proof."""
    return Verdict("incorrect", 0.0, evidence, feedback, misconception)


def wrong_form(evidence: Evidence = "exact", feedback: str = "", misconception: str | None = None) -> Verdict:
    """The right value, not in the form that was asked."""
    return Verdict("wrong_form", WRONG_FORM, evidence, feedback, misconception)


def undecided(feedback: str) -> Verdict:
    """Nothing is known for certain, and nothing is guessed."""
    return Verdict("undecided", None, "none", feedback)


def summed(parts: Sequence[PartVerdict], evidence: Sequence[Evidence], feedback: str = "", misconception: str | None = None) -> Verdict:
    """The verdict on an answer of several parts of equal weight; extra ones count as parts that are not right."""
    words = [p.verdict for p in parts]
    right = sum(1.0 if w == "correct" else WRONG_FORM if w == "wrong_form" else 0.0 for w in words) / len(parts)
    known = weakest(*(e for e in evidence if e != "none"))
    word: Word
    if all(w == "correct" for w in words):
        word = "correct"
    elif all(w in ("correct", "wrong_form") for w in words):
        word = "wrong_form"
    elif "undecided" in words and all(w in ("correct", "wrong_form", "undecided") for w in words):
        return Verdict("undecided", None, "none", feedback, None, tuple(parts))
    else:
        word = "partially_correct" if right > 0 else "incorrect"
    return Verdict(word, round(right, 4), known, feedback, misconception, tuple(parts))
