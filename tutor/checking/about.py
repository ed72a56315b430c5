"""What stands on either side of ≈ where an approximation is asked: before it the function, behind it the answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.tolerance import close
from tutor.checking.values import letters
from tutor.reading.answers import Linear
from tutor.reading.syntax import Node
from tutor.reading.typed import Typed

_NEARLY = Fraction(1, 20)  # how far an estimate may be from what it estimates


def approximated(question: Question, read: Typed) -> Typed:
    """With what stands behind ≈ as the answer, where the function before it was to be approximated: e^x ≈ 1 + x."""
    if isinstance(read.reading, Linear):
        return replace(read, reading=_with_about(question, read.reading))
    if question.approximated is None or not read.about or not isinstance(read.reading, Node) or not letters(*read.about):
        return read
    notices = tuple(n for n in read.notices if "before ≈" not in n.message)
    behind = read.about if len(read.about) > 1 else ()
    chains = (*read.chains, *((read.chain,) if read.chain else ()), (question.approximated, read.reading))
    return replace(read, reading=read.about[-1], about=(), chain=behind, chains=chains, notices=notices)


def _with_about(question: Question, given: Linear) -> Linear:
    """With the number behind ≈ as the estimate, where the one before is the exact value of the function: √4.1 ≈ 2.025."""
    alone = given.estimate is None and not letters(given.expression)
    before = given.expression if alone else given.estimate
    right = question.expected.estimate if isinstance(question.expected, Linear) else None
    if given.about is None or right is None or before is None or letters(before) or compared(before, right, question).word != "incorrect":
        return given
    if close(given.about, before, relative=_NEARLY).outcome == "different":
        return given
    return Linear(given.about, None) if alone else Linear(given.expression, given.about)
