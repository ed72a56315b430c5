"""The value of an integral: a number or formula, or that it diverges."""

from __future__ import annotations

from tutor.checking.question import Question
from tutor.checking.shapes import expression
from tutor.checking.verdict import Verdict, correct, incorrect
from tutor.reading.answers import NoLimit, Reading
from tutor.reading.syntax import Const, Neg


def judge(question: Question, given: Reading) -> Verdict:
    """Whether it converges first, then the value. Infinity says that it diverges; with a sign where there is one way to go."""
    mine, right = _growth(given), _growth(question.expected)
    if mine is None and right is None:
        return expression.judge(question, given)
    return correct() if mine is not None and right is not None and mine * right >= 0 else incorrect()


def _growth(reading: Reading) -> int | None:
    """0 for what diverges somehow, 1 and -1 for what grows or falls beyond all bounds, None for a value."""
    match reading:
        case NoLimit():
            return 0
        case Const("oo"):
            return 1
        case Neg(Const("oo")):
            return -1
    return None
