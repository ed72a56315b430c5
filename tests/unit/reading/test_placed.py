"""Points with units: brought together, or refused where they cannot be."""

from __future__ import annotations

import pytest
from every import over
from sympy import Rational

from tutor.errors import Invalid
from tutor.model import Problem
from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record


def read(**fields: object) -> Problem:
    return read_problem(as_record({"kind": "gradient", **fields}, "1"))


def spread(function: str, point: object, uncertainties: object) -> list[list[object]]:
    fields = {"kind": "error_propagation", "function": function, "combine": "worst"}
    given = read(**fields, point=point, uncertainties=uncertainties).given
    return [list(given[name].values()) for name in ("point", "uncertainties")]


@over(
    ("point", "uncertainties", "values", "errors"),
    [
        (["30 cm", "4 m"], ["2 mm", "1 cm"], [30, 400], [Rational(1, 5), 1]),
        ({"u": "30 cm", "v": "4 m"}, {"u": "0.2", "v": "0.01"}, [30, 400], [Rational(1, 5), 1]),
        ("(30 cm, 4 m)", "(2 mm, 1 cm)", [30, 400], [Rational(1, 5), 1]),
        ([r"30\,\text{cm}", r"4\,\text{m}"], [r"2\ \mathrm{mm}", "1 %"], [30, 400], [Rational(1, 5), 4]),
        (["2 min", "90 s"], ["1 s", "1 s"], [2, Rational(3, 2)], [Rational(1, 60), Rational(1, 60)]),
        (["5 N", "20 cm"], ["10 mN", "1 mm"], [5, 20], [Rational(1, 100), Rational(1, 10)]),
        ([30, 400], ["1 cm", "2 cm"], [30, 400], [1, 2]),
        ([30, 400], ["± 1", r"\pm 2"], [30, 400], [1, 2]),
    ],
)
def test_quantities_of_one_dimension_get_one_unit(point: object, uncertainties: object, values: list[object], errors: list[object]) -> None:
    assert spread("u v", point, uncertainties) == [values, errors]


@over(
    ("point", "uncertainties", "said"),
    [
        (["30 cm", "4 cm"], ["1 mm", "2 kg"], "something else"),
        (["2 s", "4 m"], ["1 m", "1 s"], "something else"),
        (["30 cm", "4 m^2"], ["1 cm", "1 m^2"], "do not belong together"),
        (["30 m/s", "4 km"], ["1", "0.1"], "do not belong together"),
        (["50 km/h", "20 min"], ["1", "1"], "do not belong together"),
        (["50 km/h", "2 h"], ["1", "0.1"], None),
        (["50 km/h", "20 km"], ["1", "1"], None),
        (["3 N", "20 cm"], ["1", "1"], None),
        (["30 m/s", "4 km/h^2"], ["1", "0.1"], "do not belong together"),
        (["30 m/s", "4 km", "2 h"], ["1", "1", "1"], "do not belong together"),
        ([30, 400], ["1 mm", "2 cm"], "these differ"),
        (["30 cm", "4 m"], {"u": "1 mm", "v": "1 cm"}, "which unit"),
    ],
)
def test_units_that_do_not_go_together_are_refused(point: list[object], uncertainties: object, said: str | None) -> None:
    function = "u v" if len(point) == 2 else "u v w"
    if said is None:
        assert spread(function, point, uncertainties)
        return
    with pytest.raises(Invalid, match=said):
        spread(function, point, uncertainties)


@over("point", ["(3 cm, 2 cm)", "(3 m, 2 m)", "x = 3 kg, y = 2 s", ["3 m", "2 s"], "(3.0 m/s, 2 m)", ["3cm", "2cm"], "(3m, 2m)"])
def test_a_unit_behind_a_number_of_a_point_is_no_letter(point: object) -> None:
    found = read(function="x y", point=point)
    assert [int(v) for v in found.given["point"].values()] == [3, 2]
    assert any("unit" in n.message for n in found.notices)


@pytest.mark.parametrize("point", [["5 g", "2"], ["2 kg", "5 g"], "(5 g, 2)", ["3 m", "1"]])
def test_a_unit_that_is_a_variable_is_a_question(point: object) -> None:
    with pytest.raises(Invalid, match="unit or the variable"):
        read(function="m g", point=point)


def test_a_unit_that_is_a_constant_of_the_problem_is_said() -> None:
    assert any("no unit" in n.message for n in read(function="m x + y", point={"x": "2 m", "y": "1"}).notices)


def test_a_unit_in_brackets_ends_a_formula() -> None:
    assert str(read(function="x^2 y [m]").given["function"]) == "x**2*y"
    assert str(read(function="m x^2 y [m]").given["function"]) == "m*m*x**2*y"


def test_a_letter_that_stands_alone_beside_is_no_unit() -> None:
    assert [str(v) for v in read(function="x y", point=["2h", "h"]).given["point"].values()] == ["2*h", "h"]


@over(
    ("kind", "name", "typed"),
    [
        ("gradient", "point", "A(3, -1)"), ("gradient", "point", r"Q_1 = \left(3, -1\right)"), ("gradient", "point", "(y, x) = (-1, 3)"),
        ("gradient", "point", "(3|-1)"), ("gradient", "point", "B = (3; -1)"), ("gradient", "point", r"(3, -1)^{\top}"),
        ("gradient", "point", r"\begin{bmatrix}3\\-1\end{bmatrix}"), ("gradient", "point", "x = 3 and y = -1"),
        ("gradient", "point", r"(x, y) \to (3, -1)"), ("gradient", "point", "(x_0,y_0)=(3,-1)"), ("gradient", "point", "x_0 = 3, y_0 = -1"),
        ("newton_minimize", "start", r"\mathbf{x}_0 = (3, -1)"), ("newton_minimize", "start", "x^{(0)} = (3, -1)"),
    ],
)  # fmt: skip
def test_a_point_may_have_its_name_before_it(kind: str, name: str, typed: str) -> None:
    found = read(kind=kind, function="x^4 + 2y^2", **{name: typed}).given[name]
    assert {str(v): str(value) for v, value in found.items()} == {"x": "3", "y": "-1"}


@pytest.mark.parametrize("typed", ["x = 1, x = 2", "x = 1 and x = 1", "(x, x) = (1, 2)"])
def test_one_letter_has_one_value(typed: str) -> None:
    with pytest.raises(Invalid, match="twice"):
        read(function="x^2 + y", point=typed)


def test_a_point_in_other_letters_than_the_function_is_refused() -> None:
    with pytest.raises(Invalid, match="u, v stands elsewhere"):
        read(function="x^2 + y", point="u = 1, v = 2")


@over(
    ("kind", "name", "typed", "value"),
    [
        ("directional_derivative", "direction", r"\mathbf{w} = \langle 2, -1 \rangle", "Vector(2, -1)"),
        ("directional_derivative", "direction", r"\begin{pmatrix}2\\-1\end{pmatrix}", "Vector(2, -1)"),
        ("directional_derivative", "direction", "(2,-1)^T", "Vector(2, -1)"),
        ("directional_derivative", "direction", "(2|-1)", "Vector(2, -1)"),
        ("directional_derivative", "direction", "u = 2i - j", "Vector(2, -1)"), ("gradient_descent", "learning_rate", "eta = 1/8", "1/8"),
    ],
)  # fmt: skip
def test_a_direction_and_a_number_may_have_a_letter_before_them(kind: str, name: str, typed: str, value: str) -> None:
    more = {"start": [1, 2], "steps": 1} if kind == "gradient_descent" else {"point": [1, 2]}
    assert str(read(kind=kind, function="x^4 + 2y^2", **{name: typed}, **more).given[name]) == value
