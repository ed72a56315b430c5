"""What sentences put beside a formula."""

from every import over
from sympy import Rational, pi, sqrt

from tutor.telling.narrate import _sentence
from tutor.telling.phrases import approx


@over(
    ("exact", "written"),
    [
        (Rational(625, 2) * pi, "981.7"),
        (7 * sqrt(2), "9.899"),
        (28 * pi, "87.96"),
        (-sqrt(6), "−2.449"),
        (sqrt(5185) / 4, "18.00"),
        (24 * pi, "75.40"),
        (400 * pi, "1257"),
        (pi**9, "29809"),
        (pi ** (-9), "0.00003355"),
    ],
)
def test_a_decimal_beside_an_exact_value_is_rounded_once(exact, written):
    assert approx(exact).digits == written


@over(
    ("said", "sentence"),
    [
        ("the variable is t", "The variable is t."),
        ("non-linear terms are left out", "Non-linear terms are left out."),
        ("cos x/3 is read as (cos x)/3.", "cos x/3 is read as (cos x)/3."),
        ("x^1/2 is read as (x^1)/2.", "x^1/2 is read as (x^1)/2."),
    ],
)
def test_a_formula_at_the_head_of_a_sentence_keeps_its_letter(said, sentence):
    assert _sentence(said) == sentence
