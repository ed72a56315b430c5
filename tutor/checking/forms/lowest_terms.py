"""Lowest terms: every number is whole or one fraction of whole numbers that cannot be reduced."""

from __future__ import annotations

from math import gcd

from tutor.checking.forms import Form
from tutor.checking.forms.terms import exact, numbers
from tutor.checking.values import fraction
from tutor.reading.syntax import Neg, Node, Num, Pow, Prod, Quot, walk

LARGEST = 10**6  # a number that anybody would work out


def fault(tree: Node) -> str | None:
    """A fraction with a common factor, a 1 below the line, minus signs that cancel, or a number that is not worked out."""
    if any(_is_unfinished(n) for n in numbers(tree)):
        return "Write this number as one fraction of whole numbers."
    if any(_is_calculation(n) for n in numbers(tree)):
        return "Work this number out."
    for node in walk(tree):
        match node:
            case Prod(factors) if sum(_is_whole(f) for f in factors) > 1:
                return "Numbers here can still be multiplied."
            case Prod(factors) if len(found := [f for f in factors if fraction(f) is not None]) > 1 and any(map(_is_broken, found)):
                return "Fractions here can still be multiplied."
            case Quot(above, below):
                over, under = _whole(above), _whole(below)
                if over is None or under is None:
                    continue
                if gcd(over, under) > 1 or abs(under) == 1:
                    return "A fraction here can be reduced."
                if under < 0:
                    return "A minus sign stands below the line."
    return None


def _is_unfinished(number: Node) -> bool:
    """Whether a number is a calculation with fractions or decimals, or a calculation whose result is a fraction."""
    match number:
        case Neg(of):
            return _is_unfinished(of)
        case Num():
            return False
        case Quot(over, under) if _whole(over) is not None and _whole(under) is not None:
            bare = [n.of if isinstance(n, Neg) else n for n in (over, under)]
            return any(fraction(n) is not None and not isinstance(n, Num) for n in bare)
    value = exact(number)
    return value is not None and (value.denominator > 1 or any(_is_broken(n) for n in walk(number)))


def _is_calculation(number: Node) -> bool:
    """Whether a whole number is left as a calculation, 2^2 or sqrt(16); powers of ten and very large numbers may be."""
    match number:
        case Num():
            return False
        case Neg(of):
            return _is_calculation(of)
        case Quot(over, under) if _is_whole(over) and _is_whole(under):
            return False
        case Pow(Num("10"), _):
            return False
        case Prod(factors) if any(isinstance(f, Pow) and f.base == Num("10") for f in factors):
            return False
    value = exact(number)
    return value is not None and abs(value) <= LARGEST


def _is_whole(node: Node) -> bool:
    return isinstance(node, Num) or (isinstance(node, Neg) and _is_whole(node.of))


def _is_broken(node: Node) -> bool:
    return isinstance(node, Quot) or (isinstance(node, Num) and not node.digits.isdigit())


def _whole(node: Node) -> int | None:
    """The whole number in front: of 6x it is 6, so that 6x/4 counts as reducible."""
    match node:
        case Prod(factors):
            numbers = [f for f in factors if isinstance(f, Num)]
            return _whole(numbers[0]) if len(numbers) == 1 else None
        case Neg(of):
            inside = _whole(of)
            return None if inside is None else -inside
    value = fraction(node)
    return value.numerator if value is not None and value.denominator == 1 else None


FORM = Form("lowest_terms", fault)
