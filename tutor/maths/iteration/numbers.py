"""Numbers of a walk: exact rationals while they are readable, then rationals that carry many more digits than are shown."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from sympy import Add, Expr, Float, Mul, Rational, S

from tutor.errors import Unsupported
from tutor.maths.decimals import short
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import Rounded

CARRIED = 60  # significant digits with which a walk goes on once its numbers are not exact
LONGEST = 150  # digits of an exact fraction, numerator and denominator together, with which it still goes on exactly
LARGEST = Rational(10**20)  # beyond it a walk has run away, and nothing more is learnt from it
KNOWN = 25  # significant digits that a number of the page is claimed with
DIGITS = 6  # of them that are shown
NOTHING = Rational(1, 10**40)  # what is smaller is written as 0
TINY = Rational(1, 10**8)  # of the numbers it comes from: a difference so small is compared with 0
READABLE = 6  # digits of a numerator or denominator that a reader follows
SMALL = 100  # a denominator from here on is not read as a fraction where the problem is told in decimals
WHOLE = 10  # digits of a whole number that a reader follows


class RunAway(Exception):
    """A number is too large to go on with."""


class NoNumber(Exception):
    """There is no real number here."""


def number(expr: Expr, digits: int = CARRIED) -> tuple[Rational, bool]:
    """The value of an expression without letters, and whether it is exact. Errors: `RunAway`, `NoNumber`."""
    value = _rational(expr)
    if value is None:
        value = tree.evaluated(expr)
    if not isinstance(value, Rational):
        value = tree.plain(value)
    if isinstance(value, Rational):
        if abs(value) > LARGEST:
            raise RunAway
        if len(str(value.p)) + len(str(value.q)) <= LONGEST:
            return value, True
        return Rational(Float(value, digits)), False
    found = value.evalf(digits + 5) if value.is_finite is not False else S.NaN
    if not isinstance(found, Float) or not found.is_finite:
        raise NoNumber
    if abs(found) > LARGEST:
        raise RunAway
    return Rational(Float(found, digits)), False


def _rational(expr: Expr) -> Rational | None:
    """The value of sums and products of rationals, by their own arithmetic; None for anything else."""
    if isinstance(expr, Rational):
        return expr
    if not isinstance(expr, Add | Mul):
        return None
    parts = [_rational(a) for a in expr.args]
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    return sum(known, S.Zero) if isinstance(expr, Add) else prod(known, start=S.One)


def constant(expr: Expr, what: str) -> Expr:
    """An expression that must be a number. `Unsupported` where letters are left in it."""
    if expr.free_symbols:
        letters = ", ".join(sorted(map(str, expr.free_symbols)))
        raise Unsupported(f"cannot do this: {what} holds the letter {letters}, and a walk needs numbers")
    return expr


def readable(value: Rational, decimals: bool) -> bool:
    """Whether a reader follows the exact number: a short fraction, or a short decimal where the problem is told in decimals."""
    if value.is_Integer:
        return len(str(abs(value.p))) <= WHOLE
    if decimals and (short(value) or value.q >= SMALL):
        return short(value) and len(str(abs(value.p))) <= WHOLE
    return max(len(str(abs(value.p))), len(str(value.q))) <= READABLE


def shown(value: Rational, exact: bool, digits: int = DIGITS) -> Expr:
    """The number as it stands on the page and in the answer."""
    return value if exact else Rounded(value if abs(value) > NOTHING else S.Zero, places(value), digits)


def as_typed(value: Expr) -> Expr:
    """A number of the data with all its digits: a long decimal is no fraction that anybody reads."""
    if not isinstance(value, Rational) or short(value) or 10**LONGEST % value.q:
        return value
    return Rounded(value, LONGEST, LONGEST)


def signed(value: Rational, exact: bool, digits: int = DIGITS) -> Expr:
    """The same for a sum: a negative decimal is what is taken away."""
    return shown(value, exact, digits) if exact or value >= 0 else tree.negative(shown(-value, False, digits))


def places(value: Rational) -> int:
    """After the point, that the known digits of a number reach."""
    return KNOWN if value == 0 or abs(value) <= NOTHING else KNOWN - exponent(value)


def exponent(value: Rational) -> int:
    """The power of ten of the first digit."""
    return int(f"{Float(abs(value), 15):.3e}".partition("e")[2]) if value else 0


def agrees(left: Expr, value: Rational, exact: bool, beside: Iterable[Rational] = ()) -> Claim:
    """The claim that an expression has the value; `beside` are numbers whose difference it may be."""
    if exact:
        return Claim(left, value)
    scale = max((abs(b) for b in beside), default=S.Zero)
    if abs(value) < TINY * scale:  # a small difference of larger numbers: 0 to the digits that they have
        return Claim(tree.total(left, -value), Rounded(S.Zero, places(scale)))
    return Claim(left, Rounded(value, places(value)))
