"""Lines and planes as students write them, and dot products in planes and in working."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.reading.scope import Scope
from tutor.reading.typed import typed

NAMES = ("x", "y", "z")
SCOPE = Scope(frozenset(NAMES), answer=True)
PLANE, LINE, RATE, SYSTEM = (
    ("equation", "3x - y + 2z = 7"),
    ("line", "(1, 0, 2) + t(3, -1, 2)"),
    ("expression", "5"),
    ("system", "x + y = 3, 2x - y = 0"),
)

CASES = [
    (PLANE, "(3,-1,2)·(x-1,y,z-2)=0", "correct"),
    (PLANE, "(3,-1,2).(x,y,z)=7", "correct"),
    (PLANE, "<3,-1,2>•<x-1,y,z-2>=0", "correct"),
    (PLANE, r"\langle3,-1,2\rangle\cdot\langle x,y,z\rangle=7", "correct"),
    (PLANE, "(3i-j+2k)·((x-1)i+y j+(z-2)k)=0", "correct"),
    (PLANE, r"\begin{pmatrix}3\\-1\\2\end{pmatrix}\cdot\begin{pmatrix}x\\y\\z\end{pmatrix}=7", "correct"),
    (PLANE, "(3,-1,2)·(x,y,z)=6", "incorrect"),
    (PLANE, "(3,-1,2)*(x,y,z)=7", "unreadable"),
    (PLANE, "(3,-1)·(x,y,z)=7", "unreadable"),
    (PLANE, "(x,y,z)=(1,0,2)+s(1,3,0)+t(0,2,1)", "correct"),
    (PLANE, "r = (1,0,2)+u(1,3,0)+v(0,2,1)", "correct"),
    (PLANE, "x=1+s, y=3s+2t, z=2+t", "correct"),
    (PLANE, "(x,y,z)=(1,0,2)+s(1,3,0)+t(0,2,2)", "incorrect"),
    (PLANE, "z(x,y)=(7-3x+y)/2", "correct"),
    (PLANE, r"z\left(x,y\right)=(7-3x+y)/2", "correct"),
    (PLANE, "z = f(1,0) + f_x(1,0)(x-1) + f_y(1,0)y = 2 - 3/2 (x-1) + y/2", "correct"),
    (LINE, "(x,y,z)=(1,0,2)+k(3,-1,2)", "correct"),
    (LINE, "(1,0,2)+k(3,-1,2)", "correct"),
    (LINE, "x(t)=1+3t, y(t)=-t, z(t)=2+2t", "correct"),
    (LINE, r"\vec r = \begin{pmatrix}1\\0\\2\end{pmatrix}+\lambda\begin{pmatrix}3\\-1\\2\end{pmatrix}", "correct"),
    (LINE, "x=1-3y, z=2-2y", "correct"),
    (LINE, "{(1,0,2)+t(3,-1,2) : t ∈ R}", "correct"),
    (LINE, "r = (1,0,2) + λ(3,-1,2), λ ∈ ℝ", "correct"),
    (LINE, "x+3y=1, z+2y=2", "correct"),
    (LINE, "(x-1)/3=-y, z=2+2(x-1)/3", "correct"),
    (LINE, "x+3y=1, z+2y=3", "partially_correct"),
    (LINE, "i + 2k + t(3i - j + 2k)", "correct"),
    (RATE, "(3,4)·(3/5,4/5) = 5", "correct"),
    (RATE, "<3,4>•<3/5,4/5>=5", "correct"),
    (RATE, "(3,4).(3/5,4/5) = 25/5 = 5", "correct"),
    (RATE, "(3,4)·(4/5,3/5) = 5", "partially_correct"),
    (SYSTEM, "<x+y,2x-y>=3<1,0>", "correct"),
    (SYSTEM, "<x+y,2x-y>=<3,1>", "incorrect"),
]


@over(("key", "answer", "right"), CASES)
def test_verdicts(key: tuple[str, str], answer: str, right: str) -> None:
    expected = typed(key[1], key[0], SCOPE, names=NAMES).reading
    assert check(Question("q", key[0], expected, SCOPE, names=NAMES), answer).verdict.verdict == right


@over(
    ("expected", "answer", "right"),
    [
        ("a^2 x + a^2 y + a^2 z = 3a^3", "x + y + z = 3a", "correct"),
        ("a^2 x + a^2 y + a^2 z = 3a^3", "x/a + y/a + z/a = 3", "correct"),
        ("a^2 x + a^2 y + a^2 z = 3a^3", "x + y + z = a", "incorrect"),
        ("b x + a y + z = a b", "x/a + y/b = 1", "incorrect"),
        ("b x + a y = 2a b", "x/a + y/b = 2", "correct"),
        ("b x + a y = 2a b", "x/b + y/a = 2", "incorrect"),
        ("b x + a y = 2a b", "x/a + y/b = 1", "incorrect"),
        ("a x + (a - 1) y = a", "x + y = 1", "incorrect"),
    ],
)
def test_a_letter_may_be_divided_by_where_both_are_lines(expected: str, answer: str, right: str) -> None:
    question = Question("q", "equation", typed(expected, "equation", SCOPE, names=NAMES).reading, SCOPE, names=NAMES)
    assert check(question, answer).verdict.verdict == right


def test_what_is_missing_is_named() -> None:
    expected = typed(PLANE[1], PLANE[0], SCOPE, names=NAMES).reading
    said = check(Question("q", PLANE[0], expected, SCOPE, names=NAMES), "(7-3x+y)/2").verdict.feedback
    assert "'z ='" in said


@pytest.mark.parametrize("answer", ["x<1, y>=2", "x <1 and y>=2"])
def test_comparisons_are_no_angles(answer: str) -> None:
    expected = typed("x<1 and y>=2", "inequality", SCOPE).reading
    assert check(Question("q", "inequality", expected, SCOPE), answer).verdict.verdict == "correct"
