"""A vector or a point: component by component."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.checking import words
from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.readings import entries
from tutor.checking.verdict import Verdict, incorrect, summed
from tutor.reading.answers import Reading
from tutor.reading.syntax import Node


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each component."""
    return by_component(question, entries(given), entries(question.expected), names(question, len(entries(question.expected))))


def by_component(question: Question, given: Sequence[Node], expected: Sequence[Node], called: Sequence[str]) -> Verdict:
    """Numbers in a row against the right ones; `called` names them."""
    if len(given) != len(expected):
        return incorrect(feedback=words.components(len(given), len(expected)))
    found = [compared(a, b, question) for a, b in zip(given, expected, strict=True)]
    wrong = [name for name, one in zip(called, found, strict=True) if one.word == "incorrect"]
    said = [words.not_right(wrong, len(found)), *dict.fromkeys(one.feedback for one in found if one.feedback)]
    parts = [one.part(name) for name, one in zip(called, found, strict=True)]
    return summed(parts, [one.evidence for one in found], " ".join(filter(None, said)))


def names(question: Question, count: int) -> list[str]:
    """What the components are called: by the variables where there is one each, else by number."""
    if len(question.names) == count:
        return [f"the {n}-component" for n in question.names]
    return [f"component {k}" for k in range(1, count + 1)]
