"""Simplified: nothing is left to do that anybody would do at sight. What is a matter of taste is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd, isqrt
from typing import Any

from tutor.checking.forms import Form
from tutor.checking.forms.lowest_terms import fault as reducible
from tutor.checking.forms.terms import unlike
from tutor.checking.rational import as_rational, named
from tutor.checking.values import fraction, letters
from tutor.reading.syntax import Call, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym, walk

LARGEST_SQUARE = 10**8  # roots of larger numbers are not searched for square factors
SMALL = 4  # powers of numbers up to this exponent are worked out
HIGHEST_DEGREE = 40  # of what is searched for a common factor
# Values that everybody knows: of 0, and of 1.
AT_ZERO = frozenset(["sin", "cos", "tan", "exp", "asin", "atan", "sinh", "cosh", "tanh", "sqrt", "abs"])
AT_ONE = frozenset(["ln", "sqrt", "abs"])
_ZERO, _ONE = Num("0"), Num("1")


def fault(tree: Node) -> str | None:
    """What can still be done, if anything."""
    for node in walk(tree):
        said = _at(node)
        if said is not None:
            return said
    return reducible(tree)


def _at(node: Node) -> str | None:
    match node:
        case Sum(terms):
            if sum(fraction(t) is not None for t in terms) > 1:
                return "Numbers here can still be added."
            if _ZERO in terms:
                return "A term 0 is left."
            if not unlike(node):
                return "Like terms here can still be collected."
        case Prod(factors):
            if any(f in (_ONE, _ZERO) for f in factors):
                return "A factor 1 or 0 is left."
            if sum(_is_number(f) for f in factors) > 1:
                return "Numbers here can still be multiplied."
            if _repeated(factors):
                return "A factor occurs twice: write it as a power."
        case Neg(Neg()):
            return "Two minus signs here cancel."
        case Pow(base, exponent) if exponent in (_ONE, _ZERO) or (fraction(base) is not None and base != Num("10") and _small(exponent)):
            return "A power here can be worked out."
        case Quot(over, under):
            return _quotient(over, under)
        case Call("sqrt", (inside,)) if _square_factor(inside):
            return "A root here can be simplified."
        case Call(function, (inside,)):
            known = (inside == _ZERO and function in AT_ZERO) or (inside == _ONE and function in AT_ONE)
            if known or (function == "ln" and inside == Const("e")):
                return "The value of a function here is known exactly."
    return None


def _is_number(factor: Node) -> bool:
    """Whether a factor is a number; a power of ten beside one is scientific notation."""
    return fraction(factor) is not None and not (isinstance(factor, Pow) and factor.base == Num("10"))


def _repeated(factors: Sequence[Node]) -> bool:
    bases = [f.base if isinstance(f, Pow) else f for f in factors]
    letters_ = [b for b in bases if isinstance(b, Sym)]
    return len(set(letters_)) < len(letters_)


def _small(exponent: Node) -> bool:
    e = fraction(exponent)
    return e is not None and e.denominator == 1 and abs(e) <= SMALL


def _quotient(over: Node, under: Node) -> str | None:
    if under == _ONE:
        return "A 1 stands below the line."
    if isinstance(over, Quot) or isinstance(under, Quot):
        return "A fraction stands within a fraction here."
    if not letters(over) or (found := as_rational(*_with_names(over, under))) is None:
        return None
    above, below = found
    if above.under.total_degree() + below.under.total_degree() > 0 or above.over == 0:
        return None
    if max(above.over.total_degree(), below.over.total_degree()) > HIGHEST_DEGREE:
        return None
    contents = gcd(_content(above.over), _content(below.over))
    if contents > 1 or above.over.gcd(below.over).total_degree() > 0:
        return "A common factor above and below the line can be cancelled."
    return None


def _content(polynomial: Any) -> int:
    """The greatest whole number in all coefficients; 1 where one of them is a fraction."""
    coefficients = polynomial.coeffs()
    return gcd(*(int(c.p) for c in coefficients)) if all(c.q == 1 for c in coefficients) else 1


def _with_names(over: Node, under: Node) -> tuple[Node, Node]:
    table: dict[Node, Node] = {}
    return named(over, table), named(under, table)


def _square_factor(inside: Node) -> bool:
    number = fraction(inside)
    if number is None or number <= 0:
        return False
    return any(
        n <= LARGEST_SQUARE and any(n % (k * k) == 0 for k in range(2, isqrt(n) + 1)) for n in (number.numerator, number.denominator)
    )


FORM = Form("simplified", fault)
