"""Numbers with a zero of a function in them: 0 where that function divides what they are made of."""

from __future__ import annotations

from sympy import Expr, PolynomialError, expand, fraction, reduced, together

from tutor.trees.zero_of import ZeroOf

MOST_OPERATIONS = 400


def is_zero(number: Expr) -> bool | None:
    """True where the number is proved to be 0; None where nothing is proved."""
    zeros = number.atoms(ZeroOf)
    if len(zeros) != 1 or number.count_ops() > MOST_OPERATIONS:
        return None
    (zero,) = zeros
    over, of = (expand(fraction(together(expand(e)))[0]) for e in (number.xreplace({zero: zero.letter}), zero.function))
    try:
        return True if over == 0 or reduced(over, [of])[1] == 0 else None
    except PolynomialError:
        return None
