"""Formulas that words are written with."""

import re
from pathlib import Path

import pytest
from every import over
from sympy import Symbol

from tutor.printing.notation.latex import latex
from tutor.printing.notation.text import text
from tutor.telling.formulas import FUNCTIONS, written
from tutor.telling.prose import FORMULA, words


@over(
    ("typed", "in_text", "in_latex"),
    [
        ("C v = λ v", "Cv = λv", r"Cv = \lambda v"),
        ("dr dθ", "dr dθ", r"dr\,d\theta"),
        ("Aᵀ\ue0000\ue001", "Aᵀy", r"A^{\mathrm{T}}y"),
        ("(f(p + h) − f(p − h))/(2h)", "(f(p + h) − f(p − h))/(2h)", r"\frac{f(p + h) - f(p - h)}{2h}"),
        ("e^(−k\ue0000\ue001²)", "e^(−ky²)", "e^{-ky^2}"),
        ("−η", "−η", r"-\eta"),
        ("tanh²(u) = arctan v", "tanh²(u) = arctan(v)", r"\tanh^2(u) = \arctan v"),
        ("((κ − 1)/(κ + 1))²", "((κ − 1)/(κ + 1))²", r"\left( \frac{\kappa - 1}{\kappa + 1} \right)^2"),
    ],
)
def test_a_formula(typed, in_text, in_latex):
    laid = written(typed, [Symbol("y")])
    assert (text(laid), latex(laid)) == (in_text, in_latex)


def test_no_name_of_more_letters_in_the_words_is_taken_apart():
    files = (Path(__file__).parents[2] / "templates/prose").rglob("*.j2")
    found = [m[0] for f in files for m in FORMULA.finditer(re.sub(r"{[{%].*?[%}]}", "", f.read_text(encoding="utf-8")))]
    assert len(found) > 100
    assert not [m for m in found if set(re.findall("[a-z]{3,}", m)) - set(FUNCTIONS)]


@over("typed", ["a + ", "(a", "a)", "a; b", "2 ="])
def test_no_formula(typed):
    with pytest.raises(ValueError, match="no formula"):
        written(typed, [])


def test_sums_of_money_are_no_formula():
    assert FORMULA.search("from 5$ or 6$ on") is None


def test_a_dollar_of_a_fact_begins_no_formula():
    (paragraph,) = words("differentiate.exponential", "full", {"x": "3$ and 4$"})
    assert "3$ and 4$" in "".join(i.text for i in paragraph.inlines if hasattr(i, "text"))
