"""Statements that no real numbers satisfy are not all the same answer."""

from every import over

from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record


@over(
    ("kind", "expected", "given", "verdict"),
    [
        ("equation", "s^2 + 9 = 0", "s^2 = -9", "correct"), ("equation", "s^2 + 9 = 0", "2s^2 + 18 = 0", "correct"),
        ("equation", "s^2 + 9 = 0", "s = ±3i", "correct"), ("equation", "s^2 - 4s + 5 = 0", "s = 2 + i or s = 2 - i", "correct"),
        ("equation", "s^2 + 9 = 0", "s^2 + 3 = 0", "incorrect"), ("equation", "s^2 + 9 = 0", "s = ±9i", "unreadable"),
        ("equation", "s^2 + 9 = 0", "1 = 0", "incorrect"), ("equation", "s^2 + 9 = 0", "e^s = 0", "incorrect"),
        ("equation", "s^3 + s = 0", "s = 0 or s = ±i", "correct"), ("equation", "s^3 + s = 0", "s = 0", "correct"),
        ("equation", "x^2 + y^2 + z^2 = -1", "x^2 + y^2 + z^2 = -2", "incorrect"), ("equation", "cos t = 3", "2 cos t = 6", "correct"),
        ("equation", "cos t = 3", "cos t = 4", "undecided"), ("equation", "|x| = -2", "3|x| + 6 = 0", "correct"),
        ("system", "x^2 + y^2 = -2, x = y", "x = y, y^2 = -1", "correct"),
        ("system", "x^2 + y^2 = -2, x = y", "x^2 = -3, y = 0", "incorrect"),
        ("system", "x + y = 1, x + y = 2", "2 = x + y, 3x + 3y = 3", "correct"),
        ("system", "x + y = 1, x + y = 2", "x + y = 1, x + y = 5", "undecided"),
        ("inequality", "x^2 < -3", "0 > 3 + x^2", "correct"), ("inequality", "x^2 < -3", "x^2 < -4", "undecided"),
        ("set", "{}", "x^2 < 0", "correct"),
    ],
)  # fmt: skip
def test_what_has_no_real_solution(kind, expected, given, verdict):
    asked = question(as_record({"kind": "short_answer", "answer": {"type": kind, "value": expected}}, "1"))
    assert check(asked, given).verdict.verdict == verdict
