"""Points with what stands beside them: reasons, values, claims about the whole plane; and two classes for one point."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.reading.parse import parse
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

NAMES = ("x", "y")
SCOPE = Scope(frozenset(NAMES), answer=True)
HILL = ("12x - x^3 - y^2", "(2, 0) local maximum, (-2, 0) saddle point")
BOWL = ("(x+3)^2 + 2(y-1)^2", "(-3, 1) local minimum")
TWO = ("x^4 + y^4 - 4x y", "(1, 1) local min, (-1, -1) local min, (0, 0) saddle")


def question(key: tuple[str, str]) -> Question:
    expected = typed(key[1], "points", SCOPE, 2, NAMES).reading
    return Question("q", "points", expected, SCOPE, dimension=2, names=NAMES, function=parse(key[0], SCOPE).tree)


CASES = [
    (HILL, "(2,0) is max since D>0; (-2,0) is saddle", "correct"),
    (HILL, "(2,0) is a max since D = 24 > 0, f_xx<0; (-2,0) is a saddle because D<0", "correct"),
    (HILL, "(2,0) max (D>0), (-2,0) saddle (D(-2,0) = -24 < 0)", "correct"),
    (HILL, "(2,0) min since D>0; (-2,0) is saddle", "partially_correct"),
    (HILL, "(2,0,16) max, (-2,0,-16) saddle", "correct"),
    (HILL, "(2,0,16) max, (-2,0,16) saddle", "partially_correct"),
    (HILL, "max 16 at (2,0), saddle at (-2,0)", "correct"),
    (HILL, "local max of 16 at (2,0); saddle -16 at (-2,0)", "correct"),
    (HILL, "max 12 at (2,0), saddle at (-2,0)", "partially_correct"),
    (HILL, "(2,0) max with value 16, (-2,0) saddle with value -16", "correct"),
    (HILL, "(2,0) max with value 15, (-2,0) saddle", "partially_correct"),
    (HILL, "f(2,0)=16 local max, f(-2,0)=-16 saddle", "correct"),
    (HILL, "f(2,0)=1 local max, f(-2,0)=-16 saddle", "partially_correct"),
    (HILL, "(2,0) max & (-2,0) saddle", "correct"),
    (HILL, "(2,0): D = 24, f_xx = -12, local max; (-2,0): D = -24, saddle", "correct"),
    (HILL, "(2,0): D>0 and f_xx<0 => local max\n(-2,0): D<0 => saddle", "correct"),
    (HILL, "(2,0) → max, (-2,0) → saddle", "correct"),
    (HILL, "(2|0) Hochpunkt, (-2|0) Sattelpunkt", "correct"),
    (HILL, "(2;0) max, (-2;0) saddle", "correct"),
    (HILL, "Critical points: (2,0) and (-2,0). (2,0) is a local max, (-2,0) is a saddle.", "correct"),
    (HILL, "{(2,0) max, (-2,0) saddle}", "correct"),
    (HILL, "(2,0) max since D>0 saddle (-2,0)", "correct"),
    (HILL, "(2,0) max not min, (-2,0) saddle", "unreadable"),
    (HILL, "(2,0) max (f=16), (-2,0) saddle (f=-16)", "correct"),
    (HILL, "(2,0) max (f=15), (-2,0) saddle (f=-16)", "partially_correct"),
    (TWO, "x=y=1 min, x=y=-1 min, x=y=0 saddle", "correct"),
    (HILL, "(2,0) max, (-2,0) saddle, (2,0) min", "unreadable"),
    (HILL, "(2,0) max, (-2,0) saddle, (4/2,0) min", "partially_correct"),
    (HILL, "(2,0) max, (-2,0) saddle, (2,0) max", "correct"),
    (HILL, "global max (2,0), saddle (-2,0)", "partially_correct"),
    (HILL, "(2,0) local and absolute maximum, (-2,0) saddle", "partially_correct"),
    (BOWL, "(-3,1) global minimum", "correct"),
    (BOWL, "(-3,1) is a local (and global) minimum", "correct"),
    (BOWL, "(-3,1) local and global min", "correct"),
    (BOWL, "(-3,1) global maximum", "partially_correct"),
    (TWO, "min at ±(1,1), saddle at the origin", "correct"),
    (TWO, "local min: (1,1) & (-1,-1); saddle: (0,0)", "correct"),
]


@over(("key", "answer", "right"), CASES)
def test_verdicts(key: tuple[str, str], answer: str, right: str) -> None:
    assert check(question(key), answer).verdict.verdict == right


@pytest.mark.parametrize("answer", ["(2,0,16) max, (-2,0,-16) saddle", "global max (2,0), saddle (-2,0)"])
def test_without_the_function_nothing_is_claimed(answer: str) -> None:
    expected = typed(HILL[1], "points", SCOPE, 2, NAMES).reading
    assert check(Question("q", "points", expected, SCOPE, dimension=2, names=NAMES), answer).verdict.verdict == "unreadable"


EXTREMA = [
    ("max (1,3), (-1,-3) 6; min (1,-3), (-1,3) -6", "correct"),
    ("max: (1,3), (-1,-3) value 6; min: (1,-3), (-1,3), value -6", "correct"),
    ("max (1,3,6), (-1,-3,6); min (1,-3,-6), (-1,3,-6)", "correct"),
    ("max 6 at (1,3,6), (-1,-3,6); min -6 at (1,-3), (-1,3)", "correct"),
    ("max (1,3,5), (-1,-3,5); min (1,-3,-6), (-1,3,-6)", "partially_correct"),
    ("max (1,3), (-1,-3) 5; min (1,-3), (-1,3) -6", "partially_correct"),
]


@over(("answer", "right"), EXTREMA)
def test_values_behind_places(answer: str, right: str) -> None:
    expected = typed("max 6 at (1,3), (-1,-3); min -6 at (1,-3), (-1,3)", "extrema", SCOPE, 2, NAMES).reading
    assert check(Question("q", "extrema", expected, SCOPE, dimension=2, names=NAMES), answer).verdict.verdict == right


@pytest.mark.parametrize(
    "answer", ["(k pi, 0) saddle, k = 0, ±1, ±2, ...", "(k pi, 0), k = ..., -1, 0, 1, ... saddle", "saddle (k pi, 0) for every integer k"]
)
def test_all_integers(answer: str) -> None:
    assert typed(answer, "points", SCOPE, 2, NAMES).reading == typed("(k pi, 0) saddle", "points", SCOPE, 2, NAMES).reading
