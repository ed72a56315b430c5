"""An answer without a value where the right one has some is right in part only; a hole is no loss."""

import pytest
from every import over

from tutor.checking.judge import check
from tutor.checking.short_answer import question
from tutor.reading.sets import as_record, load_set


def judged(expected, given, **fields):
    answer = {"type": fields.pop("type", "expression"), "value": expected}
    return check(question(as_record({"kind": "short_answer", "answer": answer, **fields}, "1")), given).verdict


@over(
    ("expected", "given", "told"),
    [
        ("t", "sqrt(t)^2", "t < 0, for example at t = −1"), ("ln|x + 1|", "ln(x + 1)", "x + 1 ≤ 0, for example at x = −2"),
        ("x - 3", "3 sin(arcsin(x/3)) - 3", "|x/3| > 1, for example at x = 10"), ("ln(x^2 y^2)", "2 ln x + 2 ln y", "x ≤ 0"),
        ("sqrt(a b)", "sqrt(a) sqrt(b)", "a < 0, for example at a = −1, b = −1"), ("x", "e^(ln x)", "x ≤ 0"),
        ("cos(2 pi t)", "((-1)^t)^2", "at some places, for example at t = 1/2"), ("x", "cosh(arcosh x)", "x < 1"),
        ("u", "sqrt(u - 700)^2 + 700", "u − 700 < 0"), ("1/x^2", "x^(-5/2) x^(1/2)", "x < 0"),
    ],
)  # fmt: skip
def test_a_part_that_is_lost_is_named(expected, given, told):
    found = judged(expected, given)
    assert found.verdict == "wrong_form"
    assert f"There is no value {'' if told.startswith('at') else 'for '}{told}" in found.feedback


@over(
    ("expected", "given"),
    [
        ("x + 1", "(x^2 - 1)/(x - 1)"), ("x + y", "(x^2 - y^2)/(x - y)"), ("1", "sin(x)/sin(x)"),
        ("sqrt(x - 2) sqrt(x + 2)", "sqrt(x^2 - 4)"),
        ("ln x", "ln|x|"), ("cbrt(x)", "x^(1/3)"), ("x^(2/3)", "cbrt(x)^2"), ("sqrt(x) + x", "x + x^(1/2)"), ("(-1)^n", "cos(n pi)"),
        ("cos(n pi)", "(-1)^n"), ("arcsin(x)", "pi/2 - arccos(x)"), ("tan x", "sin x/cos x"), ("ln(x)/ln(2)", "log_2 x"),
    ],
)  # fmt: skip
def test_a_hole_or_a_larger_domain_costs_nothing(expected, given):
    assert judged(expected, given).verdict == "correct"


@pytest.mark.parametrize(
    ("expected", "given"), [("x", "x + 0 ln(-2 - x^2)"), ("7", "7 + 0 sqrt(-1)"), ("x", "x (x - x)/(x - x)"), ("x", "x + arcsin(2)0")]
)
def test_what_has_no_value_anywhere_is_wrong(expected, given):
    found = judged(expected, given)
    assert (found.verdict, found.feedback) == ("incorrect", "This has no real value anywhere.")


def test_a_letter_that_is_positive_loses_nothing():
    assert judged("t", "sqrt(t)^2", assume={"t": "positive"}).verdict == "correct"
    assert judged("t", "sqrt(t)^2", domain="ignored").verdict == "correct"


def test_an_antiderivative_on_one_side_is_enough():
    assert judged("ln|x|", "ln x + C", type="antiderivative").verdict == "correct"


def test_a_set_may_say_it_for_all_its_problems(tmp_path):
    body = "[[problem]]\nkind = 'short_answer'\nanswer = { value = 'x' }\n"
    (tmp_path / "all.toml").write_text(f"domain = 'ignored'\n{body}")
    (tmp_path / "none.toml").write_text(body)
    words = [check(question(load_set(tmp_path / f"{name}.toml").records[0]), "sqrt(x)^2").verdict.verdict for name in ("all", "none")]
    assert words == ["correct", "wrong_form"]
