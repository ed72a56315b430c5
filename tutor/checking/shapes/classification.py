"""Convex, concave or neither, strictly or not."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.verdict import Verdict, correct, incorrect
from tutor.reading.answers import ClassWord, Reading

STRICT = "strictly_"


def judge(question: Question, given: Reading) -> Verdict:
    """By the word; half of the marks for one that is true but says less than is known."""
    assert isinstance(given, ClassWord) and isinstance(question.expected, ClassWord)
    right = question.expected.word
    if right == "affine":
        return incorrect() if given.alone or given.word not in ("affine", "convex", "concave") else correct()
    if given.word == right:
        return correct()
    if STRICT + given.word == right:
        return Verdict("partially_correct", 0.5, "exact", words.NOT_WEAKER if given.weaker else words.WEAKER)
    return incorrect()
