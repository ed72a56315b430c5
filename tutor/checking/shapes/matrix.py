"""A matrix: entry by entry."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.readings import table
from tutor.checking.shapes.vector import by_component
from tutor.checking.verdict import Verdict, incorrect
from tutor.reading.answers import Reading
from tutor.reading.syntax import Tup


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each entry; another shape is wrong as a whole."""
    mine, right = table(given), table(question.expected)
    if isinstance(given, Tup) and 1 not in (len(right), len(right[0])):
        return Verdict("unreadable", None, "none", words.BY_ROWS)
    if isinstance(given, Tup) and len(right[0]) == 1:
        mine = tuple((e,) for e in mine[0])
    shapes = [(len(t), len(t[0])) for t in (mine, right)]
    if shapes[0] != shapes[1]:
        return incorrect(feedback=words.shape(*shapes))
    called = [f"the entry in row {i}, column {j}" for i in range(1, len(right) + 1) for j in range(1, len(right[0]) + 1)]
    return by_component(question, [e for r in mine for e in r], [e for r in right for e in r], called)
