"""Which documented mistake makes the value that a student gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from tutor.checking import words
from tutor.checking.other_region import other_region
from tutor.checking.question import Question, Wrong
from tutor.checking.refuted import refuted
from tutor.checking.shapes import judge_of
from tutor.checking.sides import put_in
from tutor.checking.verdict import Verdict, incorrect
from tutor.errors import Unreadable
from tutor.reading.answers import Limits, Reading, SetUp, Shape
from tutor.reading.free import free_names
from tutor.reading.syntax import IntegralNode, Node, Sym, walk
from tutor.reading.typed import typed

WRONG = ("incorrect", "partially_correct")
# Shapes of which equal values have one group; of the others every wrong answer is looked at.
_BY_VALUE: frozenset[Shape] = frozenset(["expression", "vector", "matrix", "limit", "improper"])


def diagnosed(question: Question, reading: Reading, key: str, verdict: Verdict) -> Verdict:
    """A verdict with the mistake that explains the answer, where one of those of the problem makes just this value.

    What the author says of a wrong answer counts before what the checker saw by itself.
    """
    if verdict.verdict not in WRONG:
        return verdict
    inside = _left_inside(question, reading) if verdict.misconception is None else None
    for wrong in _near(question, reading, key):
        known = (verdict.misconception is not None or inside is not None) and not wrong.told
        if not known and _is_right(replace(question, expected=wrong.reading, wrong={}), reading):
            more = (_refuted(question, reading, verdict), wrong.asks) if question.feedback == "full" and wrong.asks else ()
            said = " ".join(filter(None, (verdict.feedback, wrong.says, *more)))
            made = wrong.made if question.feedback == "full" else None
            verdict = replace(verdict, misconception=wrong.mistake or verdict.misconception, feedback=said, step=wrong.step, made=made)
            return verdict if wrong.credit is None else _credited(verdict, wrong.credit)
    if question.feedback == "full" and inside is None and question.shape == "limits":
        verdict = replace(verdict, feedback=" ".join(filter(None, (verdict.feedback, _refuted(question, reading, verdict)))))
    return inside or verdict


def _refuted(question: Question, reading: Reading, verdict: Verdict) -> str:
    """Where the answer differs from the right one, at a simple place that can be checked by hand."""
    if question.shape != "limits":
        return refuted(question, reading)
    if verdict.parts and all(p.verdict == "correct" or p.name.startswith("the integrand") for p in verdict.parts):
        return ""
    other = other_region(question, reading)
    return "" if other is None else other.said


def _left_inside(question: Question, reading: Reading) -> Verdict | None:
    """That an answer is right but for inner quantities that stand in it still; None where it is not."""
    if not isinstance(reading, Node) or not isinstance(question.expected, Node):
        return None
    inner = replace(question, meanings=tuple((name, of) for name, of in question.meanings if free_names(of)))
    put = put_in(inner, reading, question.expected)
    if put == reading or judge_of(question.shape)(question, put).verdict != "correct":
        return None
    return incorrect("sampled", words.INNER_LEFT, "not_in_outer_variables")


def marked(question: Question, verdict: Verdict) -> Verdict:
    """With the marks that a named mistake still earns, and no more said than the instructor wants said."""
    if verdict.misconception is not None and verdict.misconception in question.credits:
        verdict = _credited(verdict, question.credits[verdict.misconception])
    if question.feedback in ("none", "verdict"):
        verdict = replace(verdict, feedback="", parts=tuple(replace(p, feedback="") for p in verdict.parts))
    return verdict


def _credited(verdict: Verdict, credit: float) -> Verdict:
    return replace(verdict, verdict="partially_correct" if credit else "incorrect", score=float(credit))


def _is_area(reading: Reading) -> bool:
    """Whether a value is left as an integral: of an enclosure a key has not all digits."""
    return isinstance(reading, Node) and any(isinstance(n, IntegralNode) for n in walk(reading))


def _is_rounded(question: Question, reading: Reading) -> bool:
    """Whether a value without letters may be given to fewer digits, so that its key is another."""
    return question.tolerance is not None and isinstance(reading, Node) and not any(isinstance(n, Sym) for n in walk(reading))


def of_another_shape(question: Question, answer: str) -> Wrong | None:
    """The mistake whose value this is, where that is of another shape than was asked: a vector where a number is due.

    What cannot be read as anything costs nothing: no mistake is looked for.
    """
    for shape, reading in in_other_shapes(question, answer).items():
        for wrong in question.misshapen.get(shape, ()):
            if _is_right(replace(question, shape=shape, expected=wrong.reading, wrong={}), reading):
                return wrong
    return None


def in_other_shapes(question: Question, answer: str) -> dict[Shape, Reading]:
    """All that a text can be read as that was not asked."""
    return {shape: reading for shape in get_args(Shape) if (reading := _as(question, answer, shape)) is not None}


def _as(question: Question, answer: str, shape: Shape) -> Reading | None:
    """An answer read in another shape than was asked; None where it cannot be."""
    if shape == question.shape:
        return None
    scope = replace(question.scope, vectors=shape in ("vector", "line"))
    try:
        return typed(answer, shape, scope, None, question.names).reading
    except Unreadable:
        return None


def _is_right(question: Question, reading: Reading) -> bool:
    """Whether this is the value; of an antiderivative its constant is not asked for."""
    verdict = judge_of(question.shape)(question, reading)
    return verdict.verdict == "correct" or verdict.misconception == "missing_constant"


def _near(question: Question, reading: Reading, key: str) -> Iterator[Wrong]:
    known = question.wrong.items()
    if question.shape in _BY_VALUE:
        yield from (wrong for of, wrong in known if of == key or _is_area(wrong.reading) or _is_rounded(question, wrong.reading))
    else:
        yield from (wrong for of, wrong in known if (of == key or not wrong.exact) and _in_same_letters(reading, wrong.reading))


def _in_same_letters(mine: Reading, theirs: Reading) -> bool:
    """Of limits, whether they are of the same variables: of a half disc in x and y no angle is to be spoken."""
    if not isinstance(mine, Limits | SetUp) or not isinstance(theirs, Limits | SetUp):
        return True
    names = [{v for p in (r.parts if isinstance(r, SetUp) else (r,)) for v, *_ in p.ranges} for r in (mine, theirs)]
    return names[0] == names[1]
