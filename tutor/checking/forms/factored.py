"""Factored over the rational numbers: a product in which no factor can be taken apart further."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from tutor.checking.forms import Form
from tutor.checking.forms.terms import outside
from tutor.checking.rational import as_rational, named
from tutor.checking.values import fraction, letters
from tutor.reading.syntax import Neg, Node, Pow, Prod, Quot, Sum

# Polynomials beyond this are not factored to see whether they can be: x^1000 - 1 takes long.
HIGHEST_DEGREE = 60


def fault(tree: Node) -> str | None:
    """A factor that is a product of others or no polynomial, or a number left in a bracket. One may stand in front."""
    whole = _polynomial(tree)
    if whole is not None and any(letters(under) for under in _below(tree)):
        return "The factors here have to be polynomials: nothing with a letter stands below a line."
    plain = whole is not None and all(n.denominator == 1 for n in whole)
    for factor in _factors(tree):
        if letters(factor) and _can_be_factored(factor):
            return "This can be factored further."
        if isinstance(factor, Sum | Neg) and _number_left(factor, plain):
            return "A number can still be taken out of a bracket here."
    return None


def _factors(node: Node) -> Iterator[Node]:
    match node:
        case Neg(of):
            yield from _factors(of)
        case Prod(factors):
            for f in factors:
                yield from _factors(f)
        case Quot(over, under):
            yield from _factors(over)
            yield from _factors(under)
        case Pow(base, exponent) if fraction(exponent) is not None:
            yield from _factors(base)
        case _:
            yield node


def _below(tree: Node) -> Iterator[Node]:
    """What a formula is divided by, without what stands inside of functions."""
    for node in outside(tree):
        match node:
            case Quot(_, under):
                yield under
            case Pow(base, exponent) if (fraction(exponent) or 0) < 0:
                yield base


def _polynomial(tree: Node) -> list[Fraction] | None:
    """The coefficients, once everything is multiplied out and cancelled; None where that is no polynomial."""
    found = as_rational(named(tree, {}))
    if found is None:
        return None
    quotient, rest = divmod(found[0].over, found[0].under)
    return [Fraction(int(c.p), int(c.q)) for c in quotient.coeffs()] if rest.is_zero() else None


def _number_left(factor: Node, whole: bool) -> bool:
    """Whether all numbers in a factor have a common one; where the product is one of whole numbers, also a fraction."""
    numbers = _polynomial(factor)
    if numbers is None or len(numbers) < 2:
        return False
    if any(n.denominator > 1 for n in numbers):
        return whole
    return gcd(*(n.numerator for n in numbers)) > 1


def _can_be_factored(factor: Node) -> bool:
    """Roots, sines and powers of e are names here: x e^x + e^x can be factored."""
    found = as_rational(named(factor, {}))
    if found is None:
        return False
    over, under, _ = found[0]
    if over.is_zero() or under.total_degree() > 0 or over.total_degree() > HIGHEST_DEGREE:
        return False
    return bool(sum(multiplicity for _, multiplicity in over.factor()[1]) > 1)


FORM = Form("factored", fault)
