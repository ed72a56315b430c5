"""The guess a teacher makes: which letters are variables."""

import pytest

from tutor.reading.variables import described, inferred, single


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(("found", "variable"), [("Abt", "t"), ("xy", "x"), ("ab", "a"), ("pq", "p"), ("", "x")])
def test_single(found, variable):
    assert single(found) == variable


def test_described():
    assert described(["x", "y"], {"b", "a"}) == "a and b are read as constants; the variables are x and y"
    assert described(["t"], {"k"}) == "k is read as a constant; the variable is t"
    assert described(["u", "v", "w"], ()) == "the variables are u, v and w, in this order"
