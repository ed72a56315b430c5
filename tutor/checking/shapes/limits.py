"""Limits of integration: the bounds of each variable."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.shapes.vector import by_component
from tutor.checking.verdict import Verdict, incorrect, undecided
from tutor.reading.answers import Limits, Reading
from tutor.reading.syntax import Node, Sym, walk


def judge(question: Question, given: Reading) -> Verdict:
    """Each bound counts. Another order of integration may describe the same region, which is not decided here."""
    expected = question.expected
    assert isinstance(given, Limits) and isinstance(expected, Limits)
    mine, right = ({v: (a, b) for v, a, b in r.ranges} for r in (given, expected))
    if set(mine) != set(right):
        return incorrect(feedback=words.limits(sorted(right)))
    if any(_letters(mine[v]) & set(right) != _letters(right[v]) & set(right) for v in right):
        return undecided(words.OTHER_ORDER)
    called = [f"the {side} limit of {v}" for v, _, _ in expected.ranges for side in ("lower", "upper")]
    pairs = [pair for v, _, _ in expected.ranges for pair in zip(mine[v], right[v], strict=True)]
    return by_component(question, [a for a, _ in pairs], [b for _, b in pairs], called)


def _letters(bounds: tuple[Node, Node]) -> set[str]:
    return {n.name for b in bounds for n in walk(b) if isinstance(n, Sym)}
