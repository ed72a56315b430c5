"""Greatest and least values, and where they are taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from tutor.checking import words
from tutor.checking.matching import matched
from tutor.checking.number import compared, opinion
from tutor.checking.question import Question
from tutor.checking.shapes.points import same_point
from tutor.checking.shown import said_point
from tutor.checking.verdict import PartVerdict, Verdict, summed
from tutor.reading.answers import Extrema, Extremum, Reading
from tutor.strength import Evidence

Side = Extremum | Literal["none"] | None


def judge(question: Question, given: Reading) -> Verdict:
    """Value and places of each side that is asked, each value and each place of equal weight; places not given at all weigh as one."""
    expected = question.expected
    assert isinstance(given, Extrema) and isinstance(expected, Extrema)
    if expected.unlabelled is not None:  # a wrong answer as the set has it, where only one side is asked for
        expected = replace(expected, max=expected.unlabelled, unlabelled=None)
        given = replace(given, max=given.max or given.min, min=None)
    asked = [name for name in ("max", "min") if getattr(expected, name) is not None]
    mine: dict[str, Side] = {name: getattr(given, name) for name in asked}
    said: list[str] = []
    if given.unlabelled is not None:
        if len(asked) == 1 and mine[asked[0]] is None:
            mine[asked[0]] = given.unlabelled
        else:
            said.append(words.WHICH_SIDE)
    parts: list[PartVerdict] = []
    evidence: list[Evidence] = []
    for name in asked:
        _side(f"the {name}imum", mine[name], getattr(expected, name), question, parts, evidence, said)
    mistake = "max_min_exchanged" if len(asked) == 2 and _exchanged(given, expected, question) else None
    return summed(parts, evidence, " ".join(dict.fromkeys(said)), mistake or _places_lost(parts))


def _places_lost(parts: list[PartVerdict]) -> str | None:
    """Whether all that is given is right, and of the places of a value that has one some are lacking."""
    lost = {p.name.partition(":")[0] for p in parts if p.verdict == "missing" and p.name.endswith(": a place")}
    given = any(p.name.startswith(f"{name} at ") for name in lost for p in parts)
    fits = all(p.verdict == "correct" or (p.verdict == "missing" and p.name.endswith(": a place")) for p in parts)
    return "missing_points" if given and fits else None


def _side(
    name: str, mine: Side, right: Side, question: Question, parts: list[PartVerdict], evidence: list[Evidence], said: list[str]
) -> None:
    """One side's parts, with what is to be said of them."""
    if right == "none" or mine == "none":
        same = right == mine
        parts.append(PartVerdict(name, "correct" if same else "missing" if mine is None else "incorrect"))
        if not same:
            said.append(words.missing(name) if mine is None else words.not_right((name,), 2))
        return
    assert isinstance(right, Extremum)
    if mine is None:
        parts.append(PartVerdict(name, "missing"))
        said.append(words.missing(name))
        return
    assert isinstance(mine, Extremum)
    if right.value is not None:
        if mine.value is None:
            parts.append(PartVerdict(f"{name}'s value", "missing"))
            said.append(words.missing(f"{name}'s value"))
        else:
            found = compared(mine.value, right.value, question)
            parts.append(found.part(f"{name}'s value"))
            evidence.append(found.evidence)
            if found.word == "incorrect":
                said.append(words.not_right((f"{name}'s value",), 2))
            if found.feedback:
                said.append(found.feedback)
    places = matched(mine.at, right.at, lambda a, b: same_point(a, b, question))
    evidence.append(places.evidence)
    parts += [PartVerdict(f"{name} at {said_point(a)}", "correct") for a, _ in places.pairs]
    lacking = places.missing if mine.at else places.missing[:1]  # with no place at all, where it is taken is one thing left out
    parts += [PartVerdict(f"{name}: a place", "undecided" if places.undecided else "missing")] * len(lacking)
    parts += [PartVerdict(f"{name} at {said_point(a)}", "extra") for a in places.extra]
    if places.missing or places.extra:
        said.append(f"{name[:1].upper()}{name[1:]}: {words.counted(len(places.missing), len(places.extra), 'place')}")


def _exchanged(given: Extrema, expected: Extrema, question: Question) -> bool:
    """Whether both values are right and each stands on the other side."""
    sides = (given.max, given.min, expected.max, expected.min)
    values = [s.value if isinstance(s, Extremum) else None for s in sides]
    if any(v is None for v in values):
        return False
    high, low, right_high, right_low = values
    assert high is not None and low is not None and right_high is not None and right_low is not None
    crossed = opinion(high, right_low, question), opinion(low, right_high, question)
    straight = opinion(high, right_high, question)
    return all(o.outcome == "equal" for o in crossed) and straight.outcome == "different"
