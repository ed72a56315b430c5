"""Continuity at a point: the limit and the value, gaps that a value mends, pieces that meet, and letters that are to be chosen."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational, Symbol

from tutor.checking.judge import check
from tutor.desk.expected import question_of
from tutor.errors import Unsupported
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate

a = Symbol("a", real=True)


def at_origin(value):
    return [{"at": [0, 0], "value": value}]


@over(
    ("function", "value", "fields"),
    [
        ("x y/(x^2 + y^2)", 0, {"continuous": False}),
        ("x^2 y/(x^4 + y^2)", 0, {"continuous": False}),
        ("x^2 y/(x^2 + y^2)", 0, {"continuous": True, "value": 0}),
        ("x^2 y/(x^2 + y^2)", 1, {"continuous": False, "value": 0}),
        ("1/(x^2 + y^2)", 5, {"continuous": False}),
        ("x y z/(x^2 + y^2 + z^2)", None, {"continuous": False, "value": 0}),
    ],
)
def test_the_limit_is_compared_with_the_value(solve, function, value, fields):
    point = [0, 0, 0] if "z" in function else [0, 0]
    more = {} if value is None else {"exceptions": at_origin(value)}
    found = solve("continuity", function=function, point=point, **more)
    assert found.verified and found.answer.fields == fields


def pieces(*lines):
    return r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}"


@over(
    ("function", "point", "fields"),
    [
        (pieces("x^2 & x < 1", r"3 - x & x \ge 1"), [1], {"continuous": False}),
        (pieces("x^2 & x < 1", r"2 - x & x \ge 1"), [1], {"continuous": True, "value": 1}),
        (pieces("1 - x & x > 0", "5 & x = 0", "x + 1 & x < 0"), [0], {"continuous": False, "value": 1}),
        (pieces("x & x < 0", "x^2 & x > 0"), [0], {"continuous": False, "value": 0}),
        (pieces(r"x^2 + y^2 & x^2 + y^2 \le 1", r"2 - x & \text{otherwise}"), [1, 0], {"continuous": True, "value": 1}),
        (pieces(r"x^2 + y^2 & x^2 + y^2 \le 1", r"3 - x & \text{otherwise}"), [1, 0], {"continuous": False}),
        (pieces(r"x & x < 1", r"5 & x \ge 1"), [3], {"continuous": True, "value": 5}),
    ],
)
def test_where_two_pieces_meet_both_limits_count(solve, function, point, fields):
    found = solve("continuity", function=function, point=point)
    assert found.verified and found.answer.fields == fields


@over(
    ("function", "fields"),
    [
        (pieces("1 & x y = 0", r"0 & \text{otherwise}"), {"continuous": False}),
        (pieces("1 & x > 0, y > 0", r"0 & \text{otherwise}"), {"continuous": False}),
        (pieces("x y & x > 0, y > 0", r"0 & \text{otherwise}"), {"continuous": True, "value": 0}),
        (pieces("x + y & x > 0, y > 0", r"x^2 & x \le 0", r"3 & \text{otherwise}"), {"continuous": False}),
        (pieces(r"1 & x^2 - y^2 \le 0", r"2 & \text{otherwise}"), {"continuous": False}),
        (pieces(r"0 & y \le 0", "1 & 0 < y < x^2", r"0 & y \ge x^2"), {"continuous": False}),
        (pieces(r"0 & y \le 0 \text{ or } y \ge x^4", "1 & 0 < y < x^4"), {"continuous": False}),
        (pieces("x & 0 < y < x^2", r"0 & \text{otherwise}"), {"continuous": True, "value": 0}),
        (pieces(r"\frac{\sin(x y)}{x y} & x y \ne 0", "1 & x y = 0"), {"continuous": True, "value": 1}),
    ],
)
def test_several_pieces_are_reached_along_straight_ways_and_bent_ones(solve, function, fields):
    found = solve("continuity", function=function, point=[0, 0], variables=["x", "y"])
    assert found.verified and found.answer.fields == fields


def test_a_piece_may_hold_on_a_line_only(solve):
    removable = r"\frac{x^2 - y^2}{x - y} & x \ne y"
    assert solve("continuity", function=pieces(removable, "2x & x = y"), point=[1, 1]).answer.fields == {"continuous": True, "value": 2}
    assert solve("continuity", function=pieces(removable, "x & x = y"), point=[1, 1]).answer.fields == {"continuous": False}


def test_the_border_of_two_pieces_goes_through_the_point(solve):
    squares = pieces("x & x^2 < 1", r"2 - x & x^2 \ge 1")
    assert solve("continuity", function=squares, point=[1]).answer.fields["continuous"] is True
    assert solve("continuity", function=squares, point=[-1]).answer.fields["continuous"] is False
    with pytest.raises(Unsupported, match="pieces are read, but"):  # whether it does is not known
        solve("continuity", function=pieces("x & x < a", r"2 - x & x \ge a"), point=["b"], variables=["x"])


def test_a_letter_is_chosen(solve):
    found = solve("continuity", function=pieces("a x + 1 & x < 2", r"x^2 & x \ge 2"), point=[2])
    assert found.answer.fields == {"continuous": True, "constants": ({a: Rational(3, 2)},)}
    exceptions = [{"at": [0], "value": "c"}]
    by_another = solve("continuity", function="sin(a x)/x", point=[0], variables=["x"], exceptions=exceptions)
    assert by_another.answer.fields == {"continuous": True, "constants": ({Symbol("c", real=True): a},)}
    never = solve("continuity", function=pieces("a & x < 2", "a & x > 2", r"a + 1 & x = 2"), point=[2])
    assert never.answer is not None and never.answer.fields["continuous"] is False


@pytest.mark.parametrize(
    ("function", "point"),
    [
        (pieces(r"x & x^2 \le 0", r"1 & \text{otherwise}"), [0]),
        (pieces(r"1 & \sin(x y) > 0", r"2 & \text{otherwise}"), [0, 0]),
        (pieces("a x & x < 1", r"b x & x \ge 1"), [1]),
        # for a = 0 it is 1/2 wherever it is defined
        (pieces(r"\frac{a x + y}{a x + 2 y} & (x, y) \ne (0, 0)", r"1/2 & (x, y) = (0, 0)"), [0, 0]),
    ],
)
def test_what_is_not_seen_is_refused(solve, function, point):
    assert solve("continuity", function=function, point=point).status == "unsupported"


@over(
    ("answer", "verdict", "score"),
    [
        ("no, with 1", "correct", 1),
        ("yes, with 1", "correct", 1),  # it can be made so
        ("1", "correct", 1),
        ("f(0, 0) = 1", "correct", 1),
        ("f is not continuous at (0, 0); the value 1 would make it continuous", "correct", 1),
        ("no", "partially_correct", 0.5),
        ("it is discontinuous", "partially_correct", 0.5),
        ("no, with 2", "partially_correct", 0.5),
        ("yes", "incorrect", 0),
        ("yes, with 0", "incorrect", 0),
        ("yes, it is not", "unreadable", None),
        ("continuous, not continuous", "unreadable", None),
        ("maybe", "unreadable", None),
        ("only if it is", "unreadable", None),
        ("differentiable", "unreadable", None),
        ("banana", "unreadable", None),
    ],
)
def test_answers_with_a_value_that_mends_a_gap(solve, answer, verdict, score):
    found = solve("continuity", function="sin(x^2 + y^2)/(x^2 + y^2)", exceptions=at_origin(0), point=[0, 0])
    given = check(question_of(found), answer).verdict
    assert (given.verdict, given.score) == (verdict, score), given


@over(
    ("answer", "verdict"),
    [("a = 3/2", "correct"), ("3/2", "correct"), ("yes, with a = 1.5", "correct"), ("a = 1", "incorrect"), ("no", "incorrect")],
)
def test_answers_with_a_letter(solve, answer, verdict):
    found = solve("continuity", function=pieces("a x + 1 & x < 2", r"x^2 & x \ge 2"), point=[2])
    assert check(question_of(found), answer).verdict.verdict == verdict


@over(
    ("function", "said"),
    [
        ("(x^2 - 4y^2)/(x - 2y)", "for x − 2y ≠ 0, and f(0, 0) = 1."),
        ("x^3/(x^2 + 3y^4)", "for (x, y) ≠ (0, 0), and f(0, 0) = 1."),
        ("ln(1 + x)/x", "for (x, y) ≠ (0, 0) where this formula has a value, and f(0, 0) = 1."),
    ],
)
def test_a_formula_is_not_said_to_hold_where_it_has_no_value(solve, function, said):
    found = solve("continuity", function=function, variables=["x", "y"], exceptions=at_origin(1), point=[0, 0])
    assert said in " ".join(fragment(narrate(found)).split())
