"""Values of the tutor as trees of the reader, in the forms that one writes."""

from every import over
from sympy import Mul, Pow, Rational, Symbol, pi, sqrt

from tutor.checking.shown import said
from tutor.reading.unbuild import tree_of

HALF = Pow(2, -1, evaluate=False)


@over(
    ("value", "written"),
    [
        (Mul(625, pi, HALF, evaluate=False), "625π/2"),
        (Mul(11, sqrt(2), HALF, evaluate=False), "11√2/2"),
        (-3 * Symbol("x") * pi / 4, "−3πx/4"),
        (Mul(Rational(1, 2), Rational(1, 3), evaluate=False), "1/(2 · 3)"),
        (Mul(1, Symbol("x"), evaluate=False), "1x"),
    ],
)
def test_a_product_with_a_fraction_is_a_quotient(value, written):
    assert said(tree_of(value)) == written
