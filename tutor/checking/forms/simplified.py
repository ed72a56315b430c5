"""Simplified: nothing is left to do that anybody would do at sight. What is a matter of taste is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import gcd, isqrt

from flint import fmpq_mpoly

from tutor.checking.forms import Form
from tutor.checking.forms.lowest_terms import fault as reducible
from tutor.checking.forms.terms import unlike
from tutor.checking.known import half_turns
from tutor.checking.rational import as_rational, named
from tutor.checking.values import fraction, letters
from tutor.reading.syntax import Call, Const, Neg, Node, Num, Pow, Prod, Quot, Sum, walk

LARGEST_SQUARE = 10**8  # roots of larger numbers are not searched for square factors
SMALL = 4  # powers of numbers up to this exponent are worked out
HIGHEST_DEGREE = 40  # of what is searched for a common factor
# Values that everybody knows: of 0, and of 1.
AT_ZERO = frozenset(["sin", "cos", "tan", "exp", "asin", "atan", "sinh", "cosh", "tanh", "sqrt", "abs"])
AT_ONE = frozenset(["ln", "sqrt", "abs"])
_ZERO, _ONE, _TWO = Num("0"), Num("1"), Num("2")
PERIODIC = frozenset(["sin", "cos", "tan"])
OPPOSITE = {"ln": "exp", "exp": "ln", "sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "tanh": "atanh"}


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
            if _pythagorean(terms):
                return "The squares of a sine and a cosine here add up to 1."
        case Prod(factors):
            if any(f in (_ONE, _ZERO) for f in factors):
                return "A factor 1 or 0 is left."
            if sum(_is_number(f) for f in factors) > 1:
                return "Numbers here can still be multiplied."
            if _repeated(factors):
                return "A factor occurs twice: write it as a power."
            if _meeting([r for f in factors for r in _roots(f)]):
                return "Roots here can still be multiplied."
        case Pow(Pow(_, inner), outer) if _whole(inner) and _whole(outer):
            return "A power of a power here can be written as one."
        case Neg(Neg()):
            return "Two minus signs here cancel."
        case Pow(base, Call("ln", _)) if base == Const("e"):
            return "Two functions here undo each other."
        case Pow(base, exponent) if exponent in (_ONE, _ZERO) or (fraction(base) is not None and base != Num("10") and _small(exponent)):
            return "A power here can be worked out."
        case Quot(over, under):
            return _quotient(over, under)
        case Call("sqrt", (inside,)) if _square_factor(inside):
            return "A root here can be simplified."
        case Call(function, (inside,)):
            if function in OPPOSITE and isinstance(inside, Call | Pow) and _undone(function, inside):
                return "Two functions here undo each other."
            known = (inside == _ZERO and function in AT_ZERO) or (inside == _ONE and function in AT_ONE)
            if known or (function == "ln" and inside == Const("e")) or (function in PERIODIC and _at_known_angle(inside)):
                return "The value of a function here is known exactly."
    return None


def _is_number(factor: Node) -> bool:
    """Whether a factor is a number; a power of ten beside one is scientific notation."""
    return fraction(factor) is not None and not (isinstance(factor, Pow) and factor.base == Num("10"))


def _repeated(factors: Sequence[Node]) -> bool:
    bases = [f.base if isinstance(f, Pow) and fraction(f.exponent) is not None else f for f in factors]
    with_letters = [b for b in bases if letters(b)]
    return len(set(with_letters)) < len(with_letters)


def _pythagorean(terms: Sequence[Node]) -> bool:
    squares = {(t.base.function, t.base.args) for t in terms if isinstance(t, Pow) and t.exponent == _TWO and isinstance(t.base, Call)}
    return any(("cos", args) in squares for function, args in squares if function == "sin")


def _whole(exponent: Node) -> bool:
    e = fraction(exponent)
    return e is not None and e.denominator == 1


def _undone(function: str, inside: Node) -> bool:
    """Whether a function meets the one that it undoes: ln(e^x), sin(arcsin x)."""
    opposite = OPPOSITE[function]
    if isinstance(inside, Pow):
        return function == "ln" and inside.base == Const("e")
    return isinstance(inside, Call) and inside.function == opposite


def _at_known_angle(angle: Node) -> bool:
    """Whether an angle is a multiple of a sixth or a quarter of pi."""
    turns = half_turns(angle)
    return turns is not None and turns.denominator in (1, 2, 3, 4, 6)


def _roots(factor: Node) -> list[int]:
    """The whole number under a square root."""
    match factor:
        case Call("sqrt", (Num(digits),)) if digits.isdigit():
            return [int(digits)]
    return []


def _meeting(numbers: Sequence[int]) -> bool:
    """Whether two of these have a common factor."""
    return any(gcd(a, b) > 1 for a, b in combinations(numbers, 2))


def _cancelling(over: Node, under: Node) -> bool:
    """Whether a number or a root above the line has a common factor with what stands under a root below it."""
    below = [r for f in _factors_of(under) for r in _roots(f)]
    above = [n for f in _factors_of(over) for n in (*_roots(f), *([int(f.digits)] if isinstance(f, Num) and f.digits.isdigit() else []))]
    return any(gcd(a, b) > 1 for a in above for b in below)


def _factors_of(node: Node) -> tuple[Node, ...]:
    """The factors of a product; anything else alone, without its sign."""
    match node:
        case Prod(factors):
            return factors
        case Neg(of):
            return _factors_of(of)
    return (node,)


def _small(exponent: Node) -> bool:
    e = fraction(exponent)
    return e is not None and e.denominator == 1 and abs(e) <= SMALL


def _quotient(over: Node, under: Node) -> str | None:
    if under == _ONE:
        return "A 1 stands below the line."
    if isinstance(over, Quot) or isinstance(under, Quot):
        return "A fraction stands within a fraction here."
    if _cancelling(over, under):
        return "A root below the line can be cancelled."
    if not letters(over) or (found := as_rational(*_with_names(over, under))) is None:
        return None
    above, below = found
    if above.under.total_degree() + below.under.total_degree() > 0 or above.over.is_zero():
        return None
    if max(above.over.total_degree(), below.over.total_degree()) > HIGHEST_DEGREE:
        return None
    contents = gcd(_content(above.over), _content(below.over))
    if contents > 1 or above.over.gcd(below.over).total_degree() > 0:
        return "A common factor above and below the line can be cancelled."
    return None


def _content(polynomial: fmpq_mpoly) -> int:
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
