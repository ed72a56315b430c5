"""Wrong answers that an author tells, how much is said of an answer, and what a named mistake still earns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tutor.checking.judge import check
from tutor.checking.verdict import Verdict
from tutor.cli.check import told
from tutor.desk.asked import asked
from tutor.errors import Invalid
from tutor.reading.sets import as_record, load_set

WALL = {
    "kind": "derivative",
    "function": "x^3",
    "wrong": [{"answer": "x^4/4", "mistake": "other_way", "feedback": "That goes the other way."}],
}
SHORT = {
    "kind": "short_answer",
    "statement": "How many?",
    "answer": {"type": "expression", "value": "12"},
    "wrong": [{"answer": "11", "mistake": "fence_posts", "feedback": "Count the posts at both ends.", "credit": 0.5}],
}


def verdict(fields: dict[str, Any], answer: str) -> Verdict:
    return check(asked(as_record(fields, "1")), answer).verdict


def test_the_author_names_a_mistake() -> None:
    found = verdict(WALL, "x^4 / 4")
    assert (found.verdict, found.misconception, found.feedback) == ("incorrect", "other_way", "That goes the other way.")
    assert verdict(WALL, "3x^3").misconception == "exponent_not_lowered"


def test_a_wrong_answer_may_earn_a_part() -> None:
    found = verdict(SHORT, "11")
    assert (found.verdict, found.score, found.misconception) == ("partially_correct", 0.5, "fence_posts")
    assert verdict(SHORT, "10").misconception is None
    assert verdict(SHORT, "12").verdict == "correct"


def test_a_documented_mistake_is_explained_where_the_author_only_names_it() -> None:
    fields = {"kind": "derivative", "function": "x^3", "wrong": [{"answer": "x^2", "mistake": "exponent_not_brought_down"}]}
    assert "factor" in verdict(fields, "x^2").feedback


@pytest.mark.parametrize(
    ("level", "says", "asks"), [("none", False, False), ("verdict", False, False), ("mistake", True, False), ("full", True, True)]
)
def test_how_much_is_said(level: str, says: bool, asks: bool) -> None:
    found = verdict({"kind": "derivative", "function": "x^3", "feedback": level}, "3x^3")
    assert found.misconception == "exponent_not_lowered"
    assert ("lowered" in found.feedback, "?" in found.feedback) == (says, asks)


def test_what_a_mistake_still_earns_is_said_by_the_set_or_the_problem(tmp_path: Path) -> None:
    text = 'title = "T"\nmistakes = { exponent_not_lowered = 0.6 }\n'
    problem = '[[problem]]\nkind = "derivative"\nfunction = "x^3"\n'
    file = tmp_path / "a.toml"
    file.write_text(f"{text}{problem}{problem}id = 'b'\nmistakes = {{ exponent_not_lowered = 0 }}\n", encoding="utf-8")
    shared, own = load_set(file).records
    assert check(asked(shared), "3x^3").verdict.score == 0.6
    assert check(asked(own), "3x^3").verdict.verdict == "incorrect"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("x", "list of tables"),
        ([{"answer": "x", "mistak": "sign_slip"}], "unknown field 'mistak'"),
        ([{"answer": "x +", "mistake": "sign_slip"}], "cannot be read"),
        ([{"answer": "x", "mistake": "sign_slip", "credit": 2}], "share of the marks"),
        ([{"answer": "x"}], "are texts"),
    ],
)
def test_what_cannot_be_meant_is_told(wrong: Any, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        asked(as_record({"kind": "derivative", "function": "x^3", "wrong": wrong}, "1"))


def test_a_level_that_is_none_is_told() -> None:
    with pytest.raises(Invalid, match="feedback"):
        asked(as_record({"kind": "derivative", "function": "x^3", "feedback": "loud"}, "1"))


def test_a_formula_is_refuted_by_a_number_and_its_step_is_told() -> None:
    chain = {"kind": "chain_rule", "outer": "x^2 y", "inner": {"x": "3t", "y": "t^2 + 1"}, "with_respect_to": "t"}
    found = verdict(chain, "18t(t^2 + 1)")
    assert "At t = 1 it comes to 36, and the right answer to 54." in found.feedback
    assert found.step == "Put together"
    assert "comes to" not in verdict({**chain, "feedback": "mistake"}, "18t(t^2 + 1)").feedback


def test_no_number_gives_a_right_answer_away_that_is_one() -> None:
    found = verdict({"kind": "integral", "integrand": "x^2 + 1", "lower": "0", "upper": "1"}, "x^3/3 + x")
    assert found.misconception == "limits_not_put_in"
    assert "right answer" not in found.feedback


def test_what_stands_at_the_step_with_the_mistake_is_shown_where_all_is_said() -> None:
    rate = {"kind": "directional_derivative", "function": "x^2 y", "point": [1, 2], "direction": [3, 4]}
    found = check(asked(as_record(rate, "1")), "16").record(None, "1")
    assert (found["step"], found["made"]["text"]) == ("Unit direction", "u = ⟨3, 4⟩")
    assert "With this mistake: u = ⟨3, 4⟩" in told(found)
    assert verdict({**rate, "feedback": "mistake"}, "16").made is None
    assert verdict({"kind": "derivative", "function": "x^3"}, "3x^3").made is None  # the answer itself


def test_a_value_of_another_shape_costs_nothing_and_is_named() -> None:
    found = verdict({"kind": "directional_derivative", "function": "x^2 + 3x y", "point": [1, 2], "direction": [1, 1]}, "(8, 3)")
    assert (found.verdict, found.score, found.misconception) == ("unreadable", None, "gradient_for_rate")
    assert verdict({"kind": "derivative", "function": "x^3"}, "(8, 3)").misconception is None
    rate = {"kind": "directional_derivative", "function": "x^2 + 3x y", "point": [1, 2], "direction": [1, 1]}
    assert told(check(asked(as_record(rate, "1")), "(8, 3)").record(None, "1")).startswith("This is of another kind than was asked")


def test_two_mistakes_at_once_are_told_by_both() -> None:
    found = verdict({"kind": "implicit_derivative", "equation": "x^3 + y^2 = 9", "dependent": "y", "with_respect_to": "x"}, "2y/(3x^2)")
    assert found.misconception == "implicit_ratio_inverted"
    assert "upside down" in found.feedback
    assert "minus" in found.feedback
