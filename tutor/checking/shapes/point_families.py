"""Infinitely many points, in families: the same set of points, each with its class."""

from __future__ import annotations

from tutor.checking import words
from tutor.checking.families import Family, Unknown, family, members, stretches
from tutor.checking.question import Question
from tutor.checking.shapes.points import class_of
from tutor.checking.shown import said_point
from tutor.checking.verdict import PartVerdict, Verdict, summed, undecided
from tutor.reading.answers import ClassedPoint, Points

WHOLE = frozenset("jklmn")  # letters of an answer that run through the integers
REAL = frozenset("tsuabc")  # and through all numbers, where the right answer has such families


def comparable(question: Question) -> bool:
    """Whether the right answer's families are of a kind that can be compared."""
    try:
        _expected(question)
    except Unknown:
        return False
    return True


def _expected(question: Question) -> list[Family]:
    assert isinstance(question.expected, Points)
    return [family(p.at, question.running, frozenset(question.names), question.domain) for p in question.expected.items]


def judge(question: Question, given: Points) -> Verdict:
    """Each family counts as a point does. One that is given in part counts, and what is left of it counts as missing."""
    expected = question.expected
    assert isinstance(expected, Points)
    constants = set(question.domain.letters) - question.running - set(question.names)
    try:
        theirs = _expected(question)
        real = REAL - constants if any(c.free for f in theirs for c in f) else frozenset()
        mine = [family(p.at, WHOLE - constants, frozenset(question.names) | real, question.domain) for p in given.items]
        sizes = stretches([*theirs, *mine])
        right, found = [members(f, sizes) for f in theirs], [members(f, sizes) for f in mine]
    except Unknown:
        return undecided(words.UNDECIDED)
    parts: list[PartVerdict] = []
    said: list[str] = []
    for these, point in zip(right, expected.items, strict=True):
        meeting = [p for p, others in zip(given.items, found, strict=True) if others.meet(these)]
        _one(point, meeting, these.inside(found), parts, said)
    extra = [p for p, these in zip(given.items, found, strict=True) if not these.inside(right)]
    parts += [PartVerdict(said_point(p.at), "extra") for p in extra]
    said.append(words.counted(0, len(extra)))
    lost = words.MORE_POINTS in said and all(p.verdict in ("correct", "missing") for p in parts)
    return summed(parts, ["interval"], " ".join(dict.fromkeys(filter(None, said))), "missing_points" if lost else None)


def _one(point: ClassedPoint, meeting: list[ClassedPoint], whole: bool, parts: list[PartVerdict], said: list[str]) -> None:
    """What is said of one family of the right answer: those given that meet it, and whether it is there as a whole."""
    if not meeting:
        parts += [PartVerdict("a point", "missing")] * 2
        said.append(words.MORE_POINTS)
        return
    name = said_point(meeting[0].at)
    parts.append(PartVerdict(name, "correct"))
    classes = [class_of(p, point, said_point(p.at)) for p in meeting]
    wrong = [c for c in classes if c.verdict != "correct"]
    parts.append(wrong[0] if wrong else classes[0])
    if wrong:
        said.append(words.UNCLASSED if wrong[0].verdict == "missing" else words.wrong_class(name))
    if not whole:
        parts.append(PartVerdict("a point", "missing"))
        said.append(words.MORE_POINTS)
