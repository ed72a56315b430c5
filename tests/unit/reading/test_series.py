"""Sums and products over an index: how they are typed, echoed and built."""

import pytest
import sympy
from every import over

from tutor.errors import Unreadable
from tutor.printing.notation.latex import latex
from tutor.reading import parse
from tutor.reading.build import build
from tutor.reading.echo import layout_of
from tutor.reading.free import free_names
from tutor.reading.syntax import Num, Pow, Series, Sum, Sym
from tutor.reading.unbuild import tree_of

SQUARES = Series("sum", Pow(Sym("k"), Num("2")), "k", Num("1"), Sym("n"))


@over(
    "text",
    [
        "sum(k^2, k, 1, n)",
        r"\sum_{k=1}^{n} k^2",
        r"\sum_{k=1}^n k^{2}",
        "sum_{k=1}^n k^2",
        "sum_(k=1)^n k^2",
        r"\sum\limits_{k=1}^{n}{k^2}",
        "∑_{k=1}^n k²",
    ],
)
def test_spellings(text):
    assert parse(text).tree == SQUARES


def test_the_term_ends_before_a_plus():
    assert parse(r"\sum_{k=1}^{n} k^2 + 1").tree == Sum((SQUARES, Num("1")))


def test_a_product():
    assert parse(r"\prod_{k=1}^{3} k").tree == parse("prod(k, k, 1, 3)").tree == Series("prod", Sym("k"), "k", Num("1"), Num("3"))


def test_the_index_is_bound():
    assert free_names(parse("sum(a k, k, 1, n) + k").tree) == ("n", "a", "k")
    assert free_names(parse("sum(a k, k, 1, n)").tree) == ("n", "a")


def test_it_is_echoed():
    assert latex(layout_of(SQUARES)) == r"\sum\limits_{k = 1}^{n}k^2"


def test_it_is_built_and_undone():
    k, n = sympy.symbols("k n", real=True)
    made = build(SQUARES, lambda name: sympy.Symbol(name, real=True))
    assert made == sympy.Sum(sympy.Pow(k, 2), (k, 1, n))
    assert tree_of(made) == SQUARES


@over(
    "text",
    [
        r"\sum k^2",
        r"\sum_{k=1} k^2",
        r"\sum_{k}^{n} k^2",
        "sum(k^2, k)",
        "sum(k^2, 1, 2, 3)",
        "sum(2)",
        "sum_k^n k",
        r"\sum_{k=1}^n",
        "sum(<1, 2>, k, 1, 2)",
    ],
)
def test_what_is_missing_is_said(text):
    with pytest.raises(Unreadable):
        parse(text)
