"""Points with their classes, in any order."""

from __future__ import annotations

from tutor.checking import claims, words
from tutor.checking.matching import matched
from tutor.checking.number import opinion
from tutor.checking.opinion import DIFFERENT, Opinion, all_equal
from tutor.checking.question import Question
from tutor.checking.shown import said_point
from tutor.checking.values import letters
from tutor.checking.verdict import PartVerdict, Verdict, correct, summed, undecided
from tutor.reading.answers import ClassedPoint, PointClass, Points, Reading
from tutor.reading.syntax import Node

EXTREMA = ("local_min", "local_max")


def judge(question: Question, given: Reading) -> Verdict:
    """Each point counts, and its class as much where classes are asked; what is no answer counts against them."""
    expected = question.expected
    assert isinstance(given, Points) and isinstance(expected, Points)
    if not given.items and not expected.items:
        return correct()
    given = claims.separated(question, given)
    unknown = claims.unknown(question, given)
    return claims.weighed(question, given, _judged(question, given, expected)) if unknown is None else unknown


def _judged(question: Question, given: Points, expected: Points) -> Verdict:
    if question.running or any(letters(*p.at) and set(letters(*p.at)) & set(question.names) for p in expected.items):
        from tutor.checking.shapes.point_families import judge as judge_families  # it says of classes what is said here

        return judge_families(question, given)
    found = matched(given.items, expected.items, lambda a, b: same_point(a.at, b.at, question))
    if found.undecided:
        return undecided(words.UNDECIDED)
    classed = any(p.label is not None for p in expected.items)
    parts: list[PartVerdict] = []
    said: list[str] = []
    mistakes: list[str] = []
    for mine, right in found.pairs:
        name = said_point(mine.at)
        parts.append(PartVerdict(name, "correct"))
        if classed:
            again = [p for p in given.items if p.label not in (None, mine.label) and same_point(p.at, mine.at, question).outcome == "equal"]
            parts.append(class_of(again[0] if again else mine, right, name))
            if parts[-1].verdict == "incorrect":
                said.append(words.wrong_class(name))
                mistakes.append(class_mistake(mine.label, right.label))
    unclassed = sum(p.verdict == "missing" for p in parts)
    parts += [PartVerdict("a point", "missing")] * len(found.missing) * (2 if classed else 1)
    parts += [PartVerdict(said_point(p.at), "extra") for p in found.extra]
    if unclassed:
        said.append(words.UNCLASSED)
    said.append(words.counted(len(found.missing), len(found.extra)))
    if found.missing and not found.extra:
        mistakes.append("missing_points")
    if found.extra and not found.missing:
        mistakes.append("extra_points")
    only = mistakes[0] if len(set(mistakes)) == 1 else None
    return summed(parts, [found.evidence], " ".join(filter(None, said)), only or None)


def same_point(a: tuple[Node, ...], b: tuple[Node, ...], question: Question) -> Opinion:
    """Whether two points agree in every coordinate."""
    if len(a) != len(b):
        return DIFFERENT
    return all_equal(opinion(x, y, question) for x, y in zip(a, b, strict=True))


def class_mistake(given: PointClass | None, right: PointClass | None) -> str:
    """Which mistake a wrong class shows; empty where it shows none in particular."""
    if given in EXTREMA and right in EXTREMA:
        return "class_swapped"
    if given in EXTREMA and right == "saddle":
        return "saddle_called_extremum"
    if given == "saddle" and right in EXTREMA:
        return "extremum_called_saddle"
    return ""


def class_of(mine: ClassedPoint, right: ClassedPoint, name: str) -> PartVerdict:
    """Whether the class of a point is right."""
    if mine.label is None:
        return PartVerdict(f"the class of {name}", "missing")
    # A saddle is neither; the other way it says less than is known.
    same = mine.label == right.label or {mine.label, right.label} == {"saddle", "neither"}
    return PartVerdict(f"the class of {name}", "correct" if same else "incorrect")
