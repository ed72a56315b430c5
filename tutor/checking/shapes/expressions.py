"""Several formulas, by name or in the order asked."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.question import Question
from tutor.checking.shapes.vector import by_component
from tutor.checking.verdict import Verdict, incorrect
from tutor.reading.answers import Expressions, Reading


def judge(question: Question, given: Reading) -> Verdict:
    """Equal weight for each; named ones may come in any order."""
    expected = question.expected
    assert isinstance(given, Expressions) and isinstance(expected, Expressions)
    called = [name or f"value {k}" for k, (name, _) in enumerate(expected.items, start=1)]
    named = {name: value for name, value in given.items if name is not None}
    if len(named) == len(given.items) and set(named) == set(called):
        mine = [named[name] for name in called]
    elif named and set(named) & set(called):
        return incorrect(feedback=words.SAME_ORDER)
    else:
        mine = [value for _, value in given.items]
    return by_component(question, mine, [value for _, value in expected.items], called)
