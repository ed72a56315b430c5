"""The author's own answer: a percentage, a label before it, and what is none of its type."""

from __future__ import annotations

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.question import Question
from tutor.checking.short_answer import question
from tutor.errors import Invalid
from tutor.reading.sets import as_record


def asked(value: str, **more: object) -> Question:
    return question(as_record({"kind": "short_answer", "statement": "How much?", "answer": {"value": value, **more}}, "1"))


@over("value", ["15 %", "15%", r"15\%"])
@over(
    ("typed", "verdict"),
    [("15%", "correct"), ("15 %", "correct"), (r"15\,\%", "correct"), ("0.15", "correct"), ("15", "incorrect"), ("1.5%", "incorrect")],
)
def test_a_percentage_in_both(value: str, typed: str, verdict: str) -> None:
    assert check(asked(value), typed).verdict.verdict == verdict


@pytest.mark.parametrize("value", ["x^2 + y = z", "2x = y", "x^2 = 4"])
def test_an_equation_is_no_expression(value: str) -> None:
    with pytest.raises(Invalid, match="equation"):
        asked(value)


@over("value", ["f_x = 3", "dz/dx = 3", "D_u f(1, 2) = 3", "L = 3", "3"])
def test_a_label_before_the_value(value: str) -> None:
    assert check(asked(value), "3").verdict.verdict == "correct"


@pytest.mark.parametrize("tolerance", [{"relative": 1}, {"relative": 5}, {"relative": "1.0"}])
def test_a_relative_tolerance_is_a_share(tolerance: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="below 1"):
        asked("3", tolerance=tolerance)
