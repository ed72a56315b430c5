"""What no page can hold: infinity as if it were a number, and numbers of more digits than Python writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sympy import Basic, Rational, S
from sympy.concrete.expr_with_limits import ExprWithLimits

from tutor.errors import Unsupported
from tutor.model import Problem
from tutor.trees import tree
from tutor.trees.heads import Lim

INFINITE = (S.Infinity, S.NegativeInfinity, S.ComplexInfinity, S.NaN)
ENDS = ("point", "lower", "upper", "limits", "domain", "region")  # fields in which infinity is a place or the end of an interval
MOST_DIGITS = 4_000  # Python refuses to write more than 4300
TOO_LONG = f"cannot do this: a number has more than {MOST_DIGITS} digits"
_PYTHON_SAYS = "Exceeds the limit"
_LONGEST = 10**MOST_DIGITS


def must_be_finite(problem: Problem) -> None:
    """`Unsupported` where infinity stands in a formula as if it were a number, which it may as a place, or a number is too long."""
    for name, found in problem.given.items():
        for formula in _formulas(found):
            must_be_short(formula)
            if name not in ENDS and _has_infinity(formula):
                raise Unsupported(f"cannot do this: infinity is no number, and stands in the field {name}")
            if name not in ENDS and tree.evaluated(formula).has(S.NaN, S.ComplexInfinity):  # ln(x - x)
                raise Unsupported(f"cannot do this: what stands in the field {name} has no value anywhere")


def _formulas(found: object) -> Iterator[Basic]:
    match found:
        case Basic():
            yield found
        case Mapping():
            for value in found.values():
                yield from _formulas(value)
        case tuple() | list():
            for value in found:
                yield from _formulas(value)


def _has_infinity(expr: Basic) -> bool:
    """Whether infinity is a part of a formula, the limits of integrals, sums and limits apart."""
    if isinstance(expr, ExprWithLimits):
        return _has_infinity(expr.function)
    if isinstance(expr, Lim):
        return _has_infinity(expr.args[0])
    return expr in INFINITE or any(map(_has_infinity, expr.args))


def must_be_short(value: Basic) -> None:
    """`Unsupported` where a result holds a number that is too long to be written."""
    if any(max(abs(r.p), r.q) >= _LONGEST for r in value.atoms(Rational)):
        raise Unsupported(TOO_LONG)


def is_of_length(error: ValueError) -> bool:
    """Whether an error is Python's own, about a number that it does not write."""
    return str(error).startswith(_PYTHON_SAYS)
