"""What is said beside a point: the value of the function there, and that no other value is greater or smaller."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from tutor.checking import words
from tutor.checking.equal import BITS
from tutor.checking.number import opinion
from tutor.checking.plain import replaced
from tutor.checking.question import Question
from tutor.checking.samples import points, reach
from tutor.checking.shown import said_point
from tutor.checking.values import NoValue, letters, precision, value
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import ClassedPoint, Points
from tutor.reading.syntax import Node, Sym

SAMPLES = 600  # places at which a claim about all places is put to the test


def separated(question: Question, given: Points) -> Points:
    """A coordinate too many as the value: (1, 0, -2) on the graph of a function of two variables."""
    assert isinstance(question.expected, Points)
    n = len(question.expected.items[0].at) if question.expected.items else 0
    if not n or any(p.value is not None and len(p.at) > n for p in given.items):
        return given
    return Points(tuple(replace(p, at=p.at[:n], value=p.at[n]) if len(p.at) == n + 1 else p for p in given.items))


def unknown(question: Question, given: Points) -> Verdict | None:
    """That a claim cannot be judged here; None where each can, or there is none."""
    for p in given.items:
        if p.value is None and not p.everywhere:
            continue
        if question.function is None or set(letters(question.function, *p.at)) - set(question.names) or len(p.at) != len(question.names):
            said = words.VALUE_NOT_ASKED if p.value is not None else words.ONLY_LOCAL
            return Verdict("unreadable", None, "none", said)
    return None


def weighed(question: Question, given: Points, verdict: Verdict) -> Verdict:
    """The verdict with what is wrong beside the points."""
    wrong: list[PartVerdict] = []
    said: list[str] = []
    for p in given.items:
        if p.value is None and not p.everywhere:
            continue
        name = said_point(p.at)
        here = _at(question, p.at)
        if p.value is not None and opinion(p.value, here, question).outcome == "different":
            wrong.append(PartVerdict(f"the value at {name}", "incorrect"))
            said.append(words.wrong_value(name))
        if p.everywhere and _surpassed(question, here, p):
            wrong.append(PartVerdict(f"the class of {name}", "incorrect"))
            said.append(words.only_local(name))
    if not wrong or not verdict.parts:
        return verdict
    return summed((*verdict.parts, *wrong), [verdict.evidence], " ".join(filter(None, (verdict.feedback, *said))), verdict.misconception)


def _at(question: Question, at: tuple[Node, ...]) -> Node:
    assert question.function is not None
    out = question.function
    for name, coordinate in zip(question.names, at, strict=True):
        out = replaced(out, Sym(name), coordinate)
    return out


def _surpassed(question: Question, here: Node, point: ClassedPoint) -> bool:
    """Whether the function is smaller than at its minimum, or greater than at its maximum, at one of many places."""
    assert question.function is not None
    if point.label not in ("local_min", "local_max"):
        return True
    side = -1 if point.label == "local_min" else 1
    with precision(BITS):
        try:
            limit = value(here, {}, question.domain)
        except NoValue:
            return True
        for where in islice(points(question.names, question.domain, far=(*reach(question.function), 1e3)), SAMPLES):
            try:
                there = value(question.function, where, question.domain)
            except NoValue:
                continue
            if (there < limit) if side < 0 else (there > limit):
                return True
    return False
