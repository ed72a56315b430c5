"""How hard each problem was and what it tells of the students, and how the class did as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean, median, pstdev, pvariance

from tutor.desk.classwork.summary import ProblemSummary, Summary

FEWEST = 5  # students, with fewer of whom a correlation says nothing
BARS = 10  # of the picture of the totals


@dataclass(frozen=True, slots=True)
class Item:
    """One problem: its marks, the mean, which share of the marks that is, how many left it out, and how far those who are good
    at the others are good at it: the correlation of its marks with those of the rest, None where there are too few to say."""

    marks: float
    mean: float
    share: float
    left_out: int
    discrimination: float | None


@dataclass(frozen=True, slots=True)
class Totals:
    """The marks of the students: what they are like, and how many are in each tenth of what can be had. `alpha` is Cronbach's."""

    students: int
    most: float
    mean: float
    median: float
    spread: float
    low: float
    high: float
    alpha: float | None
    bars: tuple[int, ...]


def items(summary: Summary, problems: Mapping[str, ProblemSummary]) -> dict[str, Item]:
    """The problems with marks. Who left one out has earned nothing there."""
    totals = [summary.total(name) for name in summary.students]
    out = {}
    for name, problem in problems.items():
        if not problem.marks or not totals:
            continue
        earned = _earned(summary, name)
        answered = sum(name in row and row[name].verdict != "unanswered" for row in summary.students.values())
        rest = [total - mine for total, mine in zip(totals, earned, strict=True)]
        mean = fmean(earned)
        out[name] = Item(problem.marks, mean, mean / problem.marks, len(totals) - answered, _together(earned, rest))
    return out


def totals(summary: Summary, problems: Mapping[str, ProblemSummary]) -> Totals | None:
    """What the marks of all students are like; None where nobody has a name, or there are no marks."""
    found, most = [summary.total(name) for name in summary.students], summary.most
    if not found or not most:
        return None
    bars = [0] * BARS
    for total in found:
        bars[min(BARS - 1, int(BARS * total / most))] += 1
    counted = [name for name, problem in problems.items() if problem.marks]
    alpha = _alpha([_earned(summary, name) for name in counted], found)
    return Totals(len(found), most, fmean(found), median(found), pstdev(found), min(found), max(found), alpha, tuple(bars))


def _earned(summary: Summary, problem: str) -> list[float]:
    worth = summary.worth(problem)
    return [worth * (row[problem].score or 0.0) if problem in row else 0.0 for row in summary.students.values()]


def _together(one: Sequence[float], other: Sequence[float]) -> float | None:
    if len(one) < FEWEST:
        return None
    try:
        return correlation(one, other)
    except StatisticsError:  # one of them is the same for all
        return None


def _alpha(columns: Sequence[Sequence[float]], found: Sequence[float]) -> float | None:
    """Cronbach's alpha: how far the problems ask for one thing."""
    if len(columns) < 2 or len(found) < FEWEST or not (whole := pvariance(found)):
        return None
    return len(columns) / (len(columns) - 1) * (1 - sum(map(pvariance, columns)) / whole)
