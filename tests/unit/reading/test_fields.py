"""Fields of a problem in the ways they are typed."""

from __future__ import annotations

import pytest
from every import over
from sympy import Eq, symbols

from tutor.errors import Invalid, Unreadable
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record

x, y, z = symbols("x y z", real=True)


def given(**fields):
    return read_problem(as_record(fields, "1")).given


@over(
    "field",
    [
        "<x y, y>",
        "F = <x y, y>",
        "F(x, y) = (x y, y)",
        "x y i + y j",
        "F = x y i + y j",
        "x y dx + y dy",
        ["x y", "y"],
        ["P = x y", "Q = y"],
    ],
)
def test_a_field_may_have_a_name(field):
    assert given(kind="divergence", field=field)["field"] == (x * y, y)


def test_components_may_have_names():
    assert given(kind="jacobian", functions="u = x y, v = x + y")["functions"] == (x * y, x + y)


@pytest.mark.parametrize("region", [["0 <= x <= 3", "y >= 0"], "0 <= x <= 3, y >= 0", "0 <= x <= 3 and y >= 0"])
def test_conditions_that_all_hold(region):
    found = given(kind="critical_points", function="x y", domain=region)["domain"]
    assert [str(c) for c in found] == ["0 <= x", "x <= 3", "y >= 0"]


def test_an_equation_is_a_condition_too():
    assert given(kind="critical_points", function="x y", domain="x + y = 1")["domain"] == (Eq(x + y, 1),)


@pytest.mark.parametrize(("region", "said"), [("x > 0 or y > 0", "all hold"), ("x y", "equations or inequalities"), ([], "at least one")])
def test_what_is_no_condition_is_refused(region, said):
    with pytest.raises(Invalid, match=said):
        given(kind="critical_points", function="x y", domain=region)


def read(**fields):
    return read_problem(as_record(fields, "1"))


@pytest.mark.parametrize("function", ["f(w, x, y, z) = wxyz", r"f\left( {w,x,y,z} \right) = wxyz", "$f(w,x,y,z) = w x y z$."])
def test_a_function_says_its_variables(function):
    found = read(kind="gradient", function=function)
    assert [v.name for v in found.variables] == ["w", "x", "y", "z"]
    assert str(found.given["function"]) == "w*x*y*z"


def test_an_unknown_field_names_those_of_the_kind():
    with pytest.raises(Invalid, match=r"function, point\?"):
        read(kind="gradient", f="x^2 y")


@over(
    "uncertainties",
    [{"b": "1%", "h": "0.16"}, {"b": r"1\%", "h": "2%"}, ["1 %", "2 %"], "(1%, 2%)", "b = 1%, h = 2%", {"b": "0.1 cm", "h": "2 %"}],
)
@over("point", [{"b": 10, "h": 8}, {"b": "-10 cm", "h": "8 cm"}, [10, 8]])
def test_a_percentage_is_of_the_quantity(point, uncertainties):
    found = read(kind="error_propagation", function="b h/2", point=point, uncertainties=uncertainties, combine="worst").given[
        "uncertainties"
    ]
    assert {v.name: str(d) for v, d in found.items()} == {"b": "1/10", "h": "4/25"}


@pytest.mark.parametrize(
    ("point", "values"),
    [
        ({"m": "2 kg", "g": "9.81 m/s^2", "h": "3 m"}, {"m": "2", "g": "981/100", "h": "3"}),
        ({"m": r"2\,\mathrm{kg}", "g": r"9.81\ \text{m/s}^2", "h": "3"}, {"m": "2", "g": "981/100", "h": "3"}),
    ],
)
def test_a_unit_is_no_letter(point, values):
    found = read(kind="gradient", function="m g h", point=point)
    assert {v.name: str(a) for v, a in found.given["point"].items()} == values
    assert sum("unit" in n.message for n in found.notices) == len([v for v in point.values() if v != "3"])


def test_a_letter_of_the_function_is_no_unit():
    assert str(read(kind="gradient", function="m x + y", point={"x": "2 m", "y": "1"}).given["point"][x]) == "2*m"


@pytest.mark.parametrize("function", [r"\frac12 \mathrm{m} x^2", r"x \mathrm{e}^{y}", r"\mathrm{s} x"])
def test_an_upright_letter_among_others_is_no_unit(function):
    assert not any("unit" in n.message for n in read(kind="gradient", function=function).notices)


@over(
    "function",
    [
        r"\lim_{(x,y)\to(0,1)} \frac{x y}{x+y}",
        r"\mathop {\lim }\limits_{\left( {x,y} \right) \to \left( {0,1} \right)} \frac{{xy}}{{x + y}}",
        r"$\displaystyle\lim_{(x,y) \rightarrow (0,1)} \frac{xy}{x+y}$.",
    ],
)  # fmt: skip
@over("point", [[0, 1], "(0, 1)", {"x": 0, "y": 1}])
def test_a_limit_may_be_pasted_with_its_sign(function, point):
    found = read(kind="limit", function=function, point=point)
    assert str(found.given["function"]) == "x*y/(x + y)"
    assert [v.name for v in found.variables] == ["x", "y"]


@pytest.mark.parametrize("function", [r"\lim_{(x,y)\to(\pi/2,-1)} y\sin x", "lim_{(x, y) -> (pi/2, -1)} y sin x"])
def test_the_sign_of_a_limit_says_its_point(function):
    given = read(kind="limit", function=function).given
    assert str(given["point"]) == "{x: pi/2, y: -1}" and str(given["function"]) == "y*sin(x)"


@pytest.mark.parametrize("point", [[0, 0], [1, 0], {"x": 1, "y": 0}])
def test_the_sign_of_a_limit_must_say_the_point(point):
    with pytest.raises(Invalid, match="different places"):
        read(kind="limit", function=r"\lim_{(x,y)\to(0,1)} x y", point=point)


@pytest.mark.parametrize(("typed", "meant"), [("wxyz", "w*x*y*z"), ("xyzt", "t*x*y*z"), ("3abcd", "3*a*b*c*d")])
def test_letters_of_variables_in_a_row_are_a_product(typed, meant):
    assert str(read(kind="gradient", function=typed).given["function"]) == meant


@over("typed", ["abba", "word", "tutu", "xyzq", "rest"])
def test_other_letters_in_a_row_are_a_word(typed):
    with pytest.raises(Unreadable, match="Unknown name"):
        read(kind="gradient", function=typed)


@over(
    ("kind", "fields", "field"),
    [
        ("gradient", {"function": "oo"}, "function"),
        ("gradient", {"function": "x + \\infty y"}, "function"),
        ("hessian", {"function": "x^2 - infinity"}, "function"),
        ("gradient", {"function": "x y", "point": ["oo", 1]}, "point"),
        ("directional_derivative", {"function": "x y", "point": [1, 1], "direction": ["oo", 1]}, "direction"),
        ("lagrange", {"objective": "x y", "constraints": ["x + y = oo"]}, "constraints"),
        ("tangent_plane", {"surface": "z = x^2 + oo", "point": [1, 1]}, "surface"),
    ],
)
def test_infinity_is_no_number(kind: str, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Unreadable, match="Infinity is no number") as error:
        read_problem(as_record({"kind": kind, **fields}, "1"))
    assert error.value.place.field == field


def test_infinity_is_where_a_limit_goes() -> None:
    assert read_problem(as_record({"kind": "limit", "function": "1/x", "point": "oo"}, "1"))
