"""The exact value of a tree of numerals, and exact numbers as balls."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import TypeVar

from flint import acb, arb, fmpq

from tutor.reading.syntax import Neg, Node, Num, Pow, Prod, Quot, Sum

Ball = arb | acb  # a number at a place: real, or complex where the letters are
Number = TypeVar("Number", arb, acb)  # the one or the other throughout

SHORT = 4  # characters of a numeral
LARGEST_EXACT = 400  # exponents up to which numbers are worked out exactly; balls take the larger ones


@cache
def _numeral(digits: str) -> Fraction:
    return Fraction(digits)


def numeral(digits: str) -> Fraction:
    """The exact value of a numeral; of the short ones, which come again and again, it is kept."""
    return _numeral(digits) if len(digits) <= SHORT else Fraction(digits)


def fraction(node: Node) -> Fraction | None:
    """The exact value of a tree of numerals, None for anything else. The reader has bounded its size."""
    match node:
        case Num(digits):
            return numeral(digits)
        case Neg(of):
            inside = fraction(of)
            return None if inside is None else -inside
        case Quot(over, under):
            a, b = fraction(over), fraction(under)
            return None if a is None or not b else a / b
        case Pow(base, exponent):
            e = fraction(exponent)
            if e is None or e.denominator != 1 or abs(e) > LARGEST_EXACT:
                return None
            a = fraction(base)
            return None if a is None or (not a and e <= 0) else a**e.numerator
        case Sum(items) | Prod(items):
            total = fraction(items[0])
            for item in items[1:]:
                one = None if total is None else fraction(item)
                if total is None or one is None:
                    return None
                total = total + one if isinstance(node, Sum) else total * one
            return total
    return None


def rational(number: Fraction) -> arb:
    """A fraction as a ball."""
    return arb(fmpq(number.numerator, number.denominator))


@lru_cache(1000)
def numeral_ball(digits: str, bits: int) -> arb:
    """A numeral as a ball of so many bits, the precision of the context; it is kept, for points are many and numerals few."""
    del bits  # a part of the key
    return rational(numeral(digits))
