"""Differentiability at a point: continuous partial derivatives, else the definition, and what goes wrong where it fails."""

from __future__ import annotations

import pytest
from every import over

from tutor.checking.judge import check
from tutor.desk.expected import question_of


def stages(found):
    return [s.rule.partition(".")[2] for s in found.steps]


ZERO = [{"at": [0, 0], "value": 0}]


@over(
    ("function", "exceptions", "differentiable", "partials", "reason"),
    [
        ("x y/(x^2 + y^2)", ZERO, False, {"f_x": 0, "f_y": 0}, "not_continuous"),
        ("x^2 y/(x^4 + y^2)", ZERO, False, {"f_x": 0, "f_y": 0}, "not_continuous"),
        ("x^2 y/(x^2 + y^2)", ZERO, False, {"f_x": 0, "f_y": 0}, "not_small"),
        ("(x^3 + y^3)^(1/3)", None, False, {"f_x": 1, "f_y": 1}, "not_small"),
        ("x^(1/3) y^(1/3)", None, False, {"f_x": 0, "f_y": 0}, "not_small"),
        ("sqrt(x^2 + y^2)", None, False, {"f_x": None}, "no_partial"),
        ("x^(1/3) + y", None, False, {"f_x": None}, "no_partial"),
        ("x^2 y^2/(x^2 + y^2)", ZERO, True, {"f_x": 0, "f_y": 0}, "find"),
        ("1 + x + abs(x y)", None, True, {"f_x": 1, "f_y": 0}, "find"),
        ("x^2 y + e^(x y)", None, True, {"f_x": 0, "f_y": 0}, "continuous_partial"),
    ],
)
def test_at_the_origin(solve, function, exceptions, differentiable, partials, reason):
    more = {} if exceptions is None else {"exceptions": exceptions}
    found = solve("differentiability", function=function, point=[0, 0], **more)
    assert found.verified
    assert found.answer.fields["differentiable"] is differentiable
    assert found.answer.fields["partials"] == partials
    assert reason in stages(found)


def test_away_from_the_origin_and_with_a_value(solve):
    function = "3 + (x - 1)^2 (y - 2)/((x - 1)^2 + (y - 2)^2) + y"
    found = solve("differentiability", function=function, point=[1, 2], exceptions=[{"at": [1, 2], "value": 5}])
    assert found.verified and found.answer.fields == {"differentiable": False, "partials": {"f_x": 0, "f_y": 1}}


def pieces(*lines):
    return r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}"


@over(
    ("function", "point", "differentiable", "slope"),
    [
        (pieces("x^2 & x < 1", r"2x - 1 & x \ge 1"), 1, True, 2),
        (pieces("x^2 & x < 1", r"x & x \ge 1"), 1, False, None),
        (pieces("x^2 & x < 1", r"x + 1 & x \ge 1"), 1, False, None),
        (pieces(r"x^2 \sin(1/x) & x \ne 0", "0 & x = 0"), 0, True, 0),
        (pieces(r"x \sin x & x \ne 0", "1 & x = 0"), 0, False, None),
        ("abs(x - 2)", 2, False, None),
        ("x^(1/3)", 0, False, None),
        ("x^3 - x", 1, True, 2),
    ],
)
def test_of_one_variable(solve, function, point, differentiable, slope):
    found = solve("differentiability", function=function, point=[point])
    assert found.verified, found.message
    assert found.answer.fields["differentiable"] is differentiable
    assert found.answer.fields["partials"] == {"f_prime": slope}


@over(
    ("function", "point", "fields", "reason"),
    [
        (pieces(r"x^2 & y \ge x", "2x y - y^2 & y < x"), [1, 1], {"differentiable": True, "partials": {"f_x": 2, "f_y": 0}}, "one_plane"),
        (pieces(r"x & y \ge x^2", "y - x^2 + x & y < x^2"), [1, 1], {"differentiable": False, "partials": {"f_y": None}}, "crossed"),
        (pieces(r"x y & y \ge 0", "0 & y < 0"), [0, 0], {"differentiable": True, "partials": {"f_x": 0, "f_y": 0}}, "one_plane"),
        (pieces(r"x + 1 & x y \ge 1", "x & x y < 1"), [1, 1], {"differentiable": False, "continuous": False}, "piece_jumps"),
        ("(x - y) abs(x - y)", [2, 2], {"differentiable": True, "partials": {"f_x": 0, "f_y": 0}}, "one_plane"),
        ("max(x, y)", [1, 1], {"differentiable": False, "partials": {"f_x": None}}, "crossed"),
        ("sqrt(abs(x y))", [1, 0], {"differentiable": False, "partials": {"f_x": 0, "f_y": None}}, "no_partial"),
    ],
)
def test_where_formulas_meet_along_a_curve(solve, function, point, fields, reason):
    found = solve("differentiability", function=function, point=point)
    assert found.verified, found.message
    assert found.answer.fields == {"continuous": True} | fields
    assert reason in stages(found)


def test_without_a_value_there_is_nothing_to_differentiate(solve):
    found = solve("differentiability", function="1/(x - y)", point=[1, 1])
    assert found.answer.fields == {"differentiable": False, "continuous": False}


@over(
    ("answer", "verdict", "score"),
    [
        ("no", "correct", 1),
        ("no, f_x = 1, f_y = -1", "correct", 1),
        ("not differentiable, but f_x(0, 0) = 1", "correct", 1),
        ("no, f_x = 0, f_y = -1", "partially_correct", 0.6667),
        ("no, with 3", "incorrect", 0),
        ("yes, f_x = 1, f_y = -1", "incorrect", 0),
        ("no, df/dx = 1, df/dy = -1", "correct", 1),
        ("continuous", "unreadable", None),
    ],
)
def test_answers(solve, answer, verdict, score):
    found = solve("differentiability", function="(x^3 - y^3)/(x^2 + y^2)", point=[0, 0], exceptions=ZERO)
    given = check(question_of(found), answer).verdict
    assert (given.verdict, given.score) == (verdict, score), given


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("continuous but not differentiable", "correct"), ("not continuous", "incorrect"),
        ("not differentiable, not continuous", "incorrect"),
        ("no, f_x = 0", "incorrect"),
    ],
)  # fmt: skip
def test_what_is_said_besides_counts(solve, answer, verdict):
    found = solve("differentiability", function="sqrt(x^2 + y^2)", point=[0, 0])
    assert check(question_of(found), answer).verdict.verdict == verdict


@pytest.mark.parametrize(
    ("function", "point", "said"),
    [
        ("a x^2 y/(x^2 + y^2)", [0, 0], "were not shown to differ"),
        ("sqrt(x y)", [0, 0], "not defined everywhere beside the point"),
        ("sqrt(x)", [0], "not defined everywhere beside the point"),
    ],
)
def test_what_is_not_seen_is_refused(solve, function, point, said):
    more = {"exceptions": [{"at": point, "value": 0}]} if "a" in function else {}
    found = solve("differentiability", function=function, point=point, variables=["x", "y"][: len(point)], **more)
    assert found.status == "unsupported" and said in found.message


def test_a_formula_that_is_there_on_one_side_only_is_not_smooth(solve):
    found = solve("differentiability", function="|x - y|^(3/2)", point=[2, 2])
    assert found.status == "unsupported"
