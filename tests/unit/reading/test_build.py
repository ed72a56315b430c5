"""The held object keeps the order and shape of what was typed."""

import pytest
from sympy import E, Function, Integer, Mul, Pow, Rational, Symbol, exp

from tutor.errors import Unreadable
from tutor.reading import parse
from tutor.reading.build import applied_functions, build, free_names, real
from tutor.trees.heads import Slot

x, y = Symbol("x", real=True), Symbol("y", real=True)


def test_shape() -> None:
    assert build(parse("x/y").tree) == Mul(x, Pow(y, -1, evaluate=False), evaluate=False)
    assert build(parse("1/2").tree) == Rational(1, 2)
    assert build(parse("-3").tree) == Integer(-3)
    assert build(parse("y+x").tree).args == (y, x)
    assert build(parse("3(x+y)").tree).args[0] == 3
    assert build(parse("sqrt(4)").tree) == Pow(4, Rational(1, 2), evaluate=False)
    assert isinstance(build(parse("e^0").tree), exp)
    assert build(parse("e").tree) == E
    assert build(parse("-2x").tree).args == (-2, x)


def test_symbols_are_asked_for_by_name() -> None:
    made: dict[str, Symbol] = {}

    def symbol(name: str) -> Symbol:
        return made.setdefault(name, Symbol(name, positive=True))

    build(parse(r"\theta R_1 + \lambda").tree, symbol)
    assert list(made) == ["theta", "R_1", "lamda"]


def test_a_name_is_checked() -> None:
    with pytest.raises(ValueError, match="cannot name"):
        real("x; import os")


def test_slots_by_the_problems_names() -> None:
    tree = parse("f_v(1, 2)").tree
    assert build(tree, slots={"f": ("u", "v")}) == Slot(Function("f", real=True)(1, 2), (1,), [real("u"), real("v")])
    with pytest.raises(Unreadable, match="no argument v"):
        build(tree)
    with pytest.raises(Unreadable, match="2 arguments"):
        build(parse("f_u(1)").tree, slots={"f": ("u", "v")})


def test_free_names() -> None:
    assert free_names(parse("b x + a y + x").tree) == ("b", "x", "a", "y")
    assert free_names(parse("int_0^x sin(t^2) dt").tree) == ("x",)
    assert free_names(parse("int_0^t t dt").tree) == ("t",)
    assert applied_functions(parse("f(x, g(t)) + f(1, 2)").tree) == (("f", 2), ("g", 1))


@pytest.mark.parametrize("typed", ["x = ±1", "x=1 or x=2", "(0, 1]", "x in [0, 1]"])
def test_no_single_value(typed: str) -> None:
    with pytest.raises(Unreadable):
        build(parse(typed).tree)
