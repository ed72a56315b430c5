"""A circle: its centre and its radius, half of the marks each; in the plane an equation of it will do."""

from __future__ import annotations

from dataclasses import replace

from tutor.checking.number import compared
from tutor.checking.question import Question
from tutor.checking.shapes import equation
from tutor.checking.shapes.vector import by_component
from tutor.checking.verdict import PartVerdict, PartWord, Verdict, incorrect, summed
from tutor.reading.answers import Circle, Reading
from tutor.reading.syntax import Neg, Node, Num, Pow, Relation, Sum, Sym

AXES = ("x", "y")


def judge(question: Question, given: Reading) -> Verdict:
    """Centre and radius for themselves."""
    expected = question.expected
    assert isinstance(expected, Circle)
    if not isinstance(given, Circle):
        if len(expected.centre) != len(AXES):
            return incorrect(feedback="In space one equation is a surface: give the centre and the radius.")
        return equation.judge(replace(question, expected=_equation(expected)), given)
    centre = by_component(question, given.centre, expected.centre, [f"the {v}-coordinate" for v in ("x", "y", "z")[: len(expected.centre)]])
    radius = compared(given.radius, expected.radius, question)
    word: PartWord = "incorrect"
    if centre.verdict in ("correct", "wrong_form", "undecided"):
        word = centre.verdict
    parts = [PartVerdict("centre", word, centre.feedback), radius.part("radius")]
    wrong = [f"The {p.name} is not right yet." for p in parts if p.verdict == "incorrect"]
    return summed(parts, [centre.evidence, radius.evidence], " ".join(wrong) or radius.feedback)


def _equation(circle: Circle) -> Node:
    two = Num("2")
    squares = tuple(Pow(Sum((Sym(v), Neg(c))), two) for v, c in zip(AXES, circle.centre, strict=True))
    return Relation((Sum(squares), Pow(circle.radius, two)), ("=",))
