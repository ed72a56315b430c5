"""Does a function solve an equation in its derivatives, and for which constants?"""

from __future__ import annotations

import pytest
from every import over
from sympy import Symbol

from tutor.checking.judge import check
from tutor.desk.expected import question_of
from tutor.errors import Invalid, Unsupported
from tutor.printing.output.text import fragment
from tutor.telling.narrate import narrate
from tutor.trees.tree import plain

a, b, k, m, n = (Symbol(name, real=True) for name in "abkmn")


@over(
    ("function", "equation", "holds"),
    [
        ("x^2 - y^2", "u_xx + u_yy = 0", True),
        ("x^2 + y^2", "u_xx + u_yy = 0", False),
        ("x^2 + y^2", "u_xx + u_yy = 4", True),
        ("e^(-k t) sin x", "u_t = k u_xx", True),
        ("f(x - c t) + g(x + c t)", "u_tt = c^2 u_xx", True),
        ("f(x - c t) + g(x + c t)", "u_tt = 4c^2 u_xx", False),
        ("x f(y/x)", "x u_x + y u_y = u", True),
        ("x^2 f(y/x)", "x u_x + y u_y = u", False),
        ("z = ln(e^x + e^y)", "z_xx z_yy - z_xy^2 = 0", True),
        ("sqrt(x^2 + y^2)", r"\left(\frac{\partial u}{\partial x}\right)^2 + \left(\frac{\partial u}{\partial y}\right)^2 = 1", True),
        ("1/sqrt(x^2 + y^2 + z^2)", r"\nabla^2 u = 0", True),
        ("u(r, theta) = r^3 cos(3 theta)", r"u_rr + u_r/r + u_{\theta\theta}/r^2 = 0", True),
        ("u(r, theta) = r^3 cos(2 theta)", "u_rr + u_r/r + u_thetatheta/r^2 = 0", False),
        ("e^(2x)", "u'' - 4u = 0", True),
        ({"u": "x^2 - y^2", "v": "2x y"}, "u_x = v_y, u_y = -v_x", True),
        ({"u": "x^2 + y^2", "v": "2x y"}, ["u_x = v_y", "u_y = -v_x"], False),
    ],
)
def test_both_sides_are_compared(solve, function, equation, holds):
    found = solve("verify_equation", function=function, equation=equation)
    assert found.verified, found.message
    assert found.answer.fields == {"holds": holds}


@over(
    ("function", "equation", "unknown", "fields"),
    [
        ("e^(-k t) sin(3x)", "u_t = 2 u_xx", ["k"], {"holds": True, "constants": ({k: 18},)}),
        ("sin(2x) sin(a t)", "u_tt = 9 u_xx", ["a"], {"holds": True, "constants": ({a: 6}, {a: -6}), "trivial": ({a: 0},)}),
        ("a x^3 + b x y^2", "u_xx + u_yy = 0", ["a", "b"], {"holds": True, "constants": ({b: -3 * a},)}),
        ("e^(m x + n y)", "u_xx = u_yy", ["m", "n"], {"holds": True, "constants": ({n: -m}, {n: m})}),
        ("x^n y", "x u_x = 3u", ["n"], {"holds": True, "constants": ({n: 3},)}),
        ("B e^(-a t) sin(m y)", "u_t = 4 u_yy", ["a"], {"holds": True, "constants": ({a: 4 * m**2},)}),
        ("e^(-a t) (A cos(m x) + B sin(m x))", "u_t = u_xx", ["a"], {"holds": True, "constants": ({a: m**2},)}),
        ("a x^2 + y^2 + x^3", "u_xx + u_yy = 0", ["a"], {"holds": False}),
        ("e^(a x) cosh(y)", "u_xx + u_yy = 0", ["a"], {"holds": False}),
    ],
)
def test_constants_are_chosen(solve, function, equation, unknown, fields):
    found = solve("verify_equation", function=function, equation=equation, unknown=unknown)
    assert found.verified, found.message
    assert found.answer.fields == fields


def test_what_must_not_be_0_is_said(solve):
    page = " ".join(fragment(narrate(solve("verify_equation", function="B y e^(-k t)", equation="u_t = -3 u", unknown=["k"]))).split())
    assert "Let B ≠ 0. It holds for k = 3." in page and "For B = 0 it holds whatever k is." in page
    found = solve("verify_equation", function="a x^2 + b y^2", equation="u_xx + u_yy = 0", unknown=["a"])
    assert found.answer.fields == {"holds": True, "constants": ({a: -b},)}
    found = solve("verify_equation", function="x^3 + k x + m y^2", equation="u_yy + u_xx = 6x", unknown=["k"])
    assert found.status == "unsupported"


def test_a_constant_of_the_equation_alone_is_named(solve):
    found = solve("verify_equation", function="B e^(-k t) sin x", equation="u_t = n u_xx", unknown=["k"])
    assert "B and n are read as constants; the variables are x and t" in fragment(narrate(found))


@pytest.mark.parametrize("unknown", ["u", "x", "k"])
def test_what_is_no_constant_is_not_chosen(solve, unknown):
    found = solve("verify_equation", function="e^(-4t) sin(2x)", equation="u_t = u_xx", unknown=[unknown])
    assert found.status == "unsupported"


def test_constants_may_satisfy_an_equation(solve):
    found = solve("verify_equation", function="e^(a x + b y)", equation="u_xx + u_yy = u", unknown=["a", "b"])
    assert found.verified
    (where,) = found.answer.fields["where"]
    assert plain(where.lhs) in (a**2 + b**2 - 1, 1 - a**2 - b**2) and where.rhs == 0
    with pytest.raises(Unsupported, match="cannot be checked yet"):
        question_of(found)


def test_a_letter_on_which_it_depends_is_to_be_listed(solve):
    found = solve("verify_equation", function="e^(-k t) sin x", equation="u_t = u_xx")
    assert found.status == "unsupported" and "depends on k" in found.message


@over(
    ("function", "equation"),
    [
        ("x^2 + 3y", "u_x + v_y = 0"),
        ("x^2", "x + 1 = 0"),
        ({"u": "x", "v": "y"}, "u_x = w_y"),
        ("x y", "u_xx + u_yy"),
        ("x y", "u_x < u_y"),
    ],
)
def test_what_is_no_such_equation_is_refused(solve, function, equation):
    with pytest.raises(Invalid):
        solve("verify_equation", function=function, equation=equation)


@over(
    ("answer", "verdict"),
    [
        ("yes", "correct"), ("it is harmonic", "correct"), ("u is a solution", "correct"), ("true", "correct"),
        ("the equation holds", "correct"),
        ("no", "incorrect"), ("not harmonic", "incorrect"), ("u does not satisfy the equation", "incorrect"), ("yes, with 3", "incorrect"),
        ("perhaps", "unreadable"), ("yes, u_xx = 2 and u_yy = -2", "unreadable"), ("continuous", "unreadable"), ("0", "incorrect"),
    ],
)  # fmt: skip
def test_answers(solve, answer, verdict):
    found = solve("verify_equation", function="x^2 - y^2", equation="u_xx + u_yy = 0")
    assert check(question_of(found), answer).verdict.verdict == verdict


@over(
    ("answer", "verdict"),
    [
        ("a = ±6", "correct"), ("a = 6 or a = -6", "correct"), ("±6, 0", "correct"), ("6, -6", "correct"),
        ("6, 7", "partially_correct"), ("a = 6, a = -6, a = 0", "correct"),
        ("a = 6", "partially_correct"), ("a = 3", "incorrect"), ("yes", "partially_correct"), ("no", "incorrect"),
    ],
)  # fmt: skip
def test_answers_with_several_constants(solve, answer, verdict):
    found = solve("verify_equation", function="sin(2x) sin(a t)", equation="u_tt = 9 u_xx", unknown=["a"])
    assert check(question_of(found), answer).verdict.verdict == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"), [("b = -3a", "correct"), ("a = -b/3", "correct"), ("a = -3b", "incorrect"), ("b = 3a", "incorrect")]
)
def test_a_relation_may_be_solved_for_either_letter(solve, answer, verdict):
    found = solve("verify_equation", function="a x^3 + b x y^2", equation="u_xx + u_yy = 0", unknown=["a", "b"])
    assert check(question_of(found), answer).verdict.verdict == verdict
