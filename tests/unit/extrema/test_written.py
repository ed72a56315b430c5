"""Numbers as one writes them, with their value kept."""

from every import over
from sympy import Rational, sqrt

from tutor.maths.extrema.written import written
from tutor.printing.notation.text import text
from tutor.trees.tree import plain


@over(
    ("number", "said"),
    [
        (4 * sqrt(5) / 5, "4√5/5"),
        (-sqrt(2) / 2, "−√2/2"),
        (-1 - sqrt(2), "−1 − √2"),
        (-1 + sqrt(2) / 2, "√2/2 − 1"),
        (Rational(-3, 7), "−3/7"),
        (2 / sqrt(13), "2√13/13"),
    ],
)
def test_written(number, said):
    assert text(written(number)) == said
    assert plain(written(number)) == number
