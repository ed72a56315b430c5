"""Fields that can be read in two ways are asked about, and what is meant is read."""

from __future__ import annotations

import pytest
from every import over

from tutor.edges.language import speaking
from tutor.errors import Invalid, Unreadable
from tutor.model import Problem
from tutor.reading.decimals import pointed
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record


def read(**fields: object) -> Problem:
    return read_problem(as_record({"kind": "gradient", **fields}, "1"))


@over(
    ("fields", "said"),
    [
        ({"point": "(2,5, 3)"}, "decimal point"),
        ({"point": "(0.5, 1,25)"}, "decimal point"),
        ({"point": ["2,5", "3"]}, "decimal point"),
        ({"kind": "directional_derivative", "point": [1, 2], "direction": "(1,5, 2)"}, "decimal point"),
        ({"kind": "partial_derivative", "with_respect_to": "xy"}, r'\["x", "y"\]'),
        ({"kind": "partial_derivative", "with_respect_to": "yy"}, r'\["y", "y"\]'),
        ({"kind": "partial_derivative", "with_respect_to": "f_{yx}"}, r'\["y", "x"\]'),
        ({"kind": "partial_derivative", "with_respect_to": "w"}, "nowhere"),
        ({"kind": "partial_derivative", "function": r"\sin{xyz}", "with_respect_to": "xyz"}, r'\["x", "y", "z"\]'),
        ({"function": "g(p,q) = x + y^2"}, "none of its variables"),
        ({"function": r"3\frac14 x y"}, r"\\frac\{13\}\{4\}"),
        ({"function": r"x y + 1 \tfrac{2}{3}"}, r"\\frac\{5\}\{3\}"),
        ({"function": "(3) x^2 y"}, "label"),
        ({"function": "(3)x^2 y"}, "label"),
        ({"function": "(b) x^2 y"}, "label"),
        ({"function": "4. x^2 y"}, "label"),
        ({"function": "a x y", "point": "(2,5, 3)"}, "decimal point"),
        ({"function": "ln2 x + y"}, "two things"),
        ({"function": r"(2)\,x^2 y"}, "label"),
        ({"function": "log10x + y"}, "two things"),
        ({"function": r"\log10 x + y"}, "two things"),
        ({"function": "siny(x)"}, "two things"),
    ],
)
def test_what_can_mean_two_things_is_asked(fields: dict[str, object], said: str) -> None:
    with pytest.raises((Invalid, Unreadable), match=said):
        read(**{"function": "x^2 y", **fields})


@over(
    ("fields", "given"),
    [
        ({"point": "(1.5, 2)"}, ("x**2*y", "x, y")),
        ({"point": "(1,2)"}, ("x**2*y", "x, y")),
        ({"function": "x", "point": "(1, 2)"}, ("x", "x, y")),
        ({"kind": "partial_derivative", "with_respect_to": "z", "variables": ["x", "y", "z"]}, ("x**2*y", "x, y, z")),
        ({"kind": "partial_derivative", "function": "f(x, y) = 3x", "with_respect_to": "y"}, ("3*x", "x, y")),
        ({"function": "g(p, q) = p + 2x"}, ("p + 2*x", "p, q")),
        ({"function": r"x^2\frac12 y"}, ("x**2*(1/2)*y", "x, y")),
        ({"function": "2(x)+y"}, ("2*x + y", "x, y")),
        ({"function": "(x) y"}, None),
        ({"function": "sinx(y + 1)"}, ("(y + 1)*sin(x)", "x, y")),
        ({"function": "log2 x + y"}, ("y + LogBase(x, 2)", "x, y")),
        ({"function": "log10 x + y"}, ("y + LogBase(x, 10)", "x, y")),
        ({"function": "ln2x + y"}, ("y + log(2*x)", "x, y")),
        ({"function": "ln 2x + y"}, ("y + log(2*x)", "x, y")),
        ({"function": "x log2 + y"}, ("x*log(2) + y", "x, y")),
    ],
)
def test_what_has_one_meaning_is_read(fields: dict[str, object], given: tuple[str, str] | None) -> None:
    if given is None:
        with pytest.raises(Unreadable, match="label"):
            read(**{"function": "x^2 y", **fields})
        return
    found = read(**{"function": "x^2 y", **fields})
    assert (str(found.given["function"]), ", ".join(v.name for v in found.variables)) == given


def test_a_space_in_a_logarithm_is_said() -> None:
    assert any("log(2 x)" in n.message for n in read(function="log 2 x + y").notices)


@over(
    ("typed", "meant"),
    [("sqr(x) y", "sqrt"), ("sqt(x+y)", "sqrt"), ("srt(x y)", "sqrt"), ("cso x + y", "cos"), ("tna(x)", "tan"), ("xp(x y)", "exp"),
     ("lgo(x)", "log"), ("isn x", "sin"), ("sen(x)", "sin"), ("y sn(x)", "sin"), ("si(x)", "sin"),
     ("artan(x)", "arctan"), ("acrtan(x)", "arctan")],
)  # fmt: skip
@over("variables", [None, ["x", "y"]])
def test_a_slip_in_the_name_of_a_function(typed: str, meant: str, variables: list[str] | None) -> None:
    with pytest.raises(Unreadable, match=f"mean {meant}"):
        read(function=typed, **({} if variables is None else {"variables": variables}))


@over("typed", ["xy(a+b)", "xyz(x+1)", "abc(x+y)", "ab(x+y)", "ta(x+y)", "rst(x+y)", "pq x y"])
def test_a_product_of_letters_is_no_slip(typed: str) -> None:
    assert read(function=typed)


def test_declared_letters_are_a_product() -> None:
    assert str(read(function="sqr(x+1)", variables=["q", "r", "s", "x"]).given["function"]) == "q*r*s*(x + 1)"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("implicit_derivative", {"equation": "x^2 + y^2 = 5", "dependent": "y", "with_respect_to": "t"}),
        ("implicit_derivative", {"equation": "x^2 + y^2 = 5", "dependent": "w", "with_respect_to": "x"}),
        ("chain_rule", {"outer": "x y", "inner": {"x": "t^2", "y": "2t"}, "with_respect_to": "s"}),
        ("derivative", {"function": "x^2", "variable": "t"}),
    ],
)
def test_a_variable_that_stands_nowhere(kind: str, fields: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="nowhere in the problem"):
        read(kind=kind, **fields)


@over(
    ("typed", "angle"),
    [("pi/3 rad", "pi/3"), (r"\frac{\pi}{3} \text{ rad}", "pi/3"), ("0.5 radians", "1/2"), ("30 degrees", "30*pi/180"),
     ("30 deg", "30*pi/180"), (r"30\,\mathrm{deg}", "30*pi/180"), ("30°", "30*pi/180"), ("alpha", "alpha"), ("2 theta", "2*theta")],
)  # fmt: skip
def test_an_angle_with_a_word(typed: str, angle: str) -> None:
    found = read(kind="directional_derivative", function="x y", point=[1, 2], angle=typed)
    assert str(found.given["angle"]) == angle


@pytest.mark.parametrize("typed", ["50 gon", "0.25 turns", "pi/3 degrees", "30 grads"])
def test_an_angle_with_another_word(typed: str) -> None:
    with pytest.raises(Unreadable):
        read(kind="directional_derivative", function="x y", point=[1, 2], angle=typed)


@over(
    ("typed", "conditions"),
    [
        ("-2 <= x,y <= 2", ["-2 <= x", "x <= 2", "-2 <= y", "y <= 2"]),
        ("3 >= x, y >= 0", ["3 >= x", "x >= 0", "3 >= y", "y >= 0"]),
        ("0 <= x, y, z <= 1", ["0 <= x", "x <= 1", "0 <= y", "y <= 1", "0 <= z", "z <= 1"]),
        ("x >= 0, y <= 1", ["x >= 0", "y <= 1"]),
        ("0 <= x, y <= x", ["0 <= x", "y <= x"]),
        ("0 <= x <= 3, y >= 0, y <= 2", ["0 <= x", "x <= 3", "y >= 0", "y <= 2"]),
        ("x^2 + y^2 &le; 4", ["x**2 + y**2 <= 4"]),
        ("x^2 + y^2 &#8804; 4", ["x**2 + y**2 <= 4"]),
    ],
)
def test_letters_between_the_same_bounds(typed: str, conditions: list[str]) -> None:
    assert [str(c) for c in read(kind="extrema_on_region", function="x y z", region=typed).given["region"]] == conditions


@pytest.mark.parametrize("typed", ["[0,2]×[1,3]", r"[0,2] \times [1,3]", "[0,2] x [1,3]"])
def test_a_product_of_intervals_is_of_x_and_y_and_of_no_other_letters(typed: str) -> None:
    found = read(kind="extrema_on_region", function="x y", region=typed).given["region"]
    assert [str(c) for c in found] == ["0 <= x", "x <= 2", "1 <= y", "y <= 3"]
    with pytest.raises(Invalid, match="product of intervals"):
        read(kind="extrema_on_region", function="u v", region=typed)


@pytest.mark.parametrize("typed", ["g(x,y) = xy - 4 = 0", "h(x,y) = xy - 4 = 0", "xy - 4 = 0", "g = xy - 4 = 0"])
def test_a_constraint_may_have_a_head(typed: str) -> None:
    found = read(kind="lagrange", objective="x + y", constraints=typed)
    assert [str(c) for c in found.given["constraints"]] == ["Eq(x*y - 4, 0)"]
    assert [v.name for v in found.variables] == ["x", "y"]


@pytest.mark.parametrize(("typed", "goal"), [("Maximise", "max"), ("minimum", "min"), ("both", "both")])
def test_a_goal_may_be_a_whole_word(typed: str, goal: str) -> None:
    assert read(kind="lagrange", objective="x y", constraints=["x + y = 4"], goal=typed).given["goal"] == goal


def test_letters_before_one_condition_are_each_under_it() -> None:
    found = read(kind="kkt", objective="u + v", constraints=["u + v >= 2", r"u, v \leq 3"], goal="max")
    assert [str(c) for c in found.given["constraints"]] == ["u + v >= 2", "u <= 3", "v <= 3"]


def test_a_constraint_says_a_value() -> None:
    with pytest.raises(Invalid, match="no value"):
        read(kind="lagrange", objective="x + y", constraints="g(x,y) = xy - 4")


@over("field", ["(P, Q, R)", "<P, Q>", ["M", "N"], "(f, g, h)", "(a, b)", "F(x,y) = (M, N)"])
@over("kind", ["curl", "divergence"])
def test_components_that_nothing_says(kind: str, field: object) -> None:
    with pytest.raises(Invalid, match="nothing says"):
        read_problem(as_record({"kind": kind, "field": field}, "1"))


@over(
    "field",
    [
        r"\left\langle {x y,z,x} \right\rangle", r"\pmatrix{x y \cr z \cr x}", r"\left(\matrix{x y \cr z \cr x\cr}\right)",
        r"\left( {\begin{array}{*{20}{c}}{xy}\\z\\x\end{array}} \right)", r"\begin{pmatrix} xy \\ z \\ x \end{pmatrix}",
    ],
)  # fmt: skip
def test_a_pasted_field(field: str) -> None:
    found = read_problem(as_record({"kind": "curl", "field": field}, "1"))
    assert list(map(str, found.given["field"])) == ["x*y", "z", "x"]


@over(
    ("pasted", "meant"),
    [
        (r"{\cos ^2}\left( {xy} \right)", "cos(x*y)**2"),
        (r"{{\cos }^2}x\,y", "cos(x*y)**2"),
        (r"{\sin ^{ - 1}}\left( {xy} \right)", "asin(x*y)"),
        (r"x{\mkern 1mu} y", "x*y"),
        (r"x\mkern-2mu y", "x*y"),
        (r"{\log _2}\left( {xy} \right)", "LogBase(x*y, 2)"),
    ],
)
def test_a_pasted_formula(pasted: str, meant: str) -> None:
    assert str(read(function=pasted).given["function"]) == meant


@pytest.mark.parametrize("equation", ["F(x,y) = x^2 + y^2 - 5 = 0", "x^2 + y^2 - 5 = 0"])
def test_an_equation_may_have_a_head(equation: str) -> None:
    found = read(kind="implicit_derivative", equation=equation, dependent="y", with_respect_to="x")
    assert str(found.given["equation"]) == "Eq(x**2 + y**2 - 5, 0)"


def test_a_field_has_decimal_commas_where_the_language_has_them_and_they_can_be_nothing_else():
    with speaking("de"):
        assert pointed("x^2 + 1,5 y - (0,5 x)^2", "function") == "x^2 + 1.5 y - (0.5 x)^2"
        assert pointed(["0,5 y", "x"], "functions") == ["0.5 y", "x"]
        assert pointed("max(0,5 x, y) + max(1,5)", "function") == "max(0,5 x, y) + max(1,5)"
        assert pointed("(1,5)", "point") == "(1,5)"
    assert pointed("1,5 x", "function") == "1,5 x"
