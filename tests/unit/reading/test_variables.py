"""The guess a teacher makes: which letters are variables."""

import pytest
from every import over

from tutor.reading.problem import read_problem
from tutor.reading.sets import as_record
from tutor.reading.variables import described, inferred, single


@over(
    ("found", "wanted", "variables"),
    [
        ("yx", None, "xy"),
        ("zxt", None, "xzt"),
        ("axby", None, "xy"),
        ("ab", None, "ab"),
        ("ab", 2, "ab"),
        ("axb", 3, "xab"),
        ("uvw", None, "uvw"),
        ("x", 2, "xy"),
        ("x", 3, "xyz"),
        ("", None, "x"),
        ("rh", 2, "hr"),
    ],
)
def test_inferred(found, wanted, variables):
    assert inferred(found, (), wanted) == list(variables)


def test_named_letters_are_sure():
    assert inferred({"a", "x"}, {"a"}, None) == ["x", "a"]


@over(("found", "variable"), [("Abt", "t"), ("xy", "x"), ("ab", "a"), ("pq", "p"), ("", "x")])
def test_single(found, variable):
    assert single(found) == variable


def test_described():
    assert described(["x", "y"], {"b", "a"}) == "a and b are read as constants; the variables are x and y"
    assert described(["t"], {"k"}) == "k is read as a constant; the variable is t"
    assert described(["u", "v", "w"], ()) == "the variables are u, v and w, in this order"


@pytest.mark.parametrize(
    ("objective", "constraint", "variables"),
    [
        ("x + 2y", "x^2 + y^2 = r^2", "xy"),
        ("x + y", "x^2 + y^2 + z^2 = h", "xyz"),
        ("pi r^2 h", "r + h = 6", "hr"),
        ("x", "x^2 + r^2 = 1", "xr"),
    ],
)
def test_a_letter_of_the_constraint_alone(objective, constraint, variables):
    fields = {"kind": "lagrange", "objective": objective, "constraints": [constraint], "goal": "max"}
    assert "".join(map(str, read_problem(as_record(fields, "1")).variables)) == variables
