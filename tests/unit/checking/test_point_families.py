"""Families of critical points: the same set of points, however it is cut up and whatever its letters are called."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.opinion import Domain
from tutor.checking.question import Question
from tutor.desk.asked import asked
from tutor.errors import Unsupported
from tutor.reading import Scope, parse
from tutor.reading.answers import ClassedPoint, Points
from tutor.reading.sets import as_record


def question(*families: tuple[str, str]) -> Question:
    scope = Scope(variables=frozenset("xykm"), answer=True)
    items = tuple(ClassedPoint(tuple(parse(c, scope).tree for c in at.split(",")), label) for at, label in families)
    domain = Domain({"x": "real", "y": "real"})
    return Question("1", "points", Points(items), Scope(frozenset("xy"), answer=True), domain, 2, ("x", "y"), running=frozenset("km"))


LINE = (("3 + 2k pi, 1", "saddle"),)
GRID = (("2k, 4m", "local_min"), ("2k, 4m + 2", "local_max"))
EDGE = (("k pi/2, y", "local_min"),)


@over(
    ("families", "given", "verdict"),
    [
        (LINE, "(3 + 2n pi, 1) saddle", "correct"), (LINE, "(2 pi k + 3 - 8 pi, 1) saddle point", "correct"),
        (LINE, "(3 - 2 m pi, 1) saddle", "correct"), (LINE, "saddle at (3 + 4k pi, 1), saddle at (3 + 2pi + 4k pi, 1)", "correct"),
        (LINE, "(3 + 6k pi, 1) saddle, (3 + 6k pi + 2pi, 1) saddle, (6 k pi + 4 pi + 3, 1) saddle", "correct"),
        (LINE, "(3 + 4k pi, 1) saddle", "partially_correct"), (LINE, "(3, 1) saddle", "partially_correct"),
        (LINE, "(3 + k pi, 1) saddle", "partially_correct"), (LINE, "(3 + 2k pi, 1) min", "partially_correct"),
        (LINE, "(3 + 2k pi, 1)", "partially_correct"), (LINE, "(3 + 2k pi, 1) saddle, (0, 0) min", "partially_correct"),
        (LINE, "(3 + 2k pi, 1 + 10^-9) saddle", "incorrect"), (LINE, "(4 + 2k pi, 1) saddle", "incorrect"), (LINE, "none", "incorrect"),
        (LINE, "(3 + 6.28k, 1) saddle", "partially_correct"), (LINE, "(3 + 2 k^2 pi, 1) saddle", "undecided"),
        (LINE, "(3 + 2k pi + sin(k pi), 1) saddle", "undecided"),
        (GRID, "(2m, 4n) min; (2k, 2 + 4m) max", "correct"), (GRID, "(2m, 2n) min", "partially_correct"),
        (GRID, "(2m, 8n) min; (2m, 8n + 4) min; (2k, 4m - 2) max", "correct"),
        (GRID, "(2k, 4k) min; (2k, 2 + 4m) max", "partially_correct"),
        (EDGE, "(n pi/2, y) min", "correct"), (EDGE, "(n pi/2, t) min", "correct"),
        (EDGE, "(n pi, y) min; (pi/2 + n pi, y) min", "correct"),
        (EDGE, "(n pi, y) min", "partially_correct"), (EDGE, "(0, 0) min", "partially_correct"),
        (EDGE, "(n pi/2, 0) min", "partially_correct"),
        (EDGE, "(1, y) min", "incorrect"),
    ],
)  # fmt: skip
def test_families_are_compared_as_sets(families, given, verdict):
    assert check(question(*families), given).verdict.verdict == verdict


def test_the_families_of_a_solved_problem_can_be_checked():
    asked_for = asked(as_record({"kind": "critical_points", "function": "y cos(x)"}, "1"))
    assert check(asked_for, "(pi/2 + n pi, 0) saddle").verdict.verdict == "correct"
    assert check(asked_for, "(n pi, 0) saddle").verdict.verdict == "incorrect"


def test_points_along_a_slanting_line_cannot():
    with pytest.raises(Unsupported):
        asked(as_record({"kind": "critical_points", "function": "(x - 3y)^2"}, "1"))
