"""Decimals: is a number near enough, and is it a rounded form of the exact one?"""

from __future__ import annotations

from fractions import Fraction

from tutor.checking.balls.fraction import rational
from tutor.checking.beyond import beyond
from tutor.checking.equal import BITS, CONSTANT_BITS, LEAST, meetings
from tutor.checking.opinion import EQUAL, REAL, UNDECIDED, Domain, Opinion
from tutor.checking.rational import same_form
from tutor.checking.samples import enough, letters
from tutor.checking.values import NoValue, fraction, precision, value
from tutor.reading.syntax import Neg, Node, Num, Quot, Sum

FEWEST_DIGITS = 2  # from which a decimal counts as a rounded value
FEWEST_NEAR = 3  # the same where a tolerance is allowed: an earlier point of a walk may be near


def rounded(given: Node, exact: Node, domain: Domain = REAL, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether what was given is a decimal of at least `fewest` digits that the exact value is rounded or cut off to."""
    bare = given.of if isinstance(given, Neg) else given
    if not isinstance(bare, Num) or "." not in bare.digits or "e" in bare.digits.lower() or letters(exact) or domain.complex:
        return False
    if len(bare.digits.replace(".", "").lstrip("0")) < fewest:
        return False
    typed, places = fraction(given), len(bare.digits.partition(".")[2])
    assert typed is not None
    try:
        with precision(BITS):
            right = value(exact, {}, domain)
            beyond = (right - rational(typed)) * (1 if typed >= 0 else -1)
            unit = rational(Fraction(1, 10**places))
            # Rounded to half a unit in the last place either way, or cut off.
            return bool(-unit / 2 <= beyond < unit)
    except NoValue:
        return False


def close(given: Node, exact: Node, relative: Fraction | None = None, absolute: Fraction | None = None, domain: Domain = REAL) -> Opinion:
    """Whether a number or formula is as near to another as a tolerance allows, at every sample point.

    For numbers both verdicts are proofs: a gap that balls cannot tell from the tolerance is undecided.
    """
    typed, right = fraction(given), fraction(exact)
    if typed is not None and right is not None:
        room = max(absolute or Fraction(0), abs(right) * (relative or 0))
        return Opinion("equal" if abs(typed - right) <= room else "different", "exact")
    if letters(given, exact):
        return _close_formulas(given, exact, relative, absolute, domain)
    for bits in CONSTANT_BITS:
        with precision(bits):
            try:
                found = _within(value(given, {}, domain), value(exact, {}, domain), relative, absolute)
            except NoValue:
                continue
        if found is not None:
            return Opinion("equal" if found else "different", "interval")
    # The gap is the tolerance as nearly as balls can tell: within it, where that is proved.
    edge = None if absolute is None else Quot(Num(str(absolute.numerator)), Num(str(absolute.denominator)))
    if edge is not None and any(same_form(Sum((given, Neg(exact))), e) for e in (edge, Neg(edge))):
        return EQUAL
    return UNDECIDED


def _close_formulas(given: Node, exact: Node, relative: Fraction | None, absolute: Fraction | None, domain: Domain) -> Opinion:
    count, most = 0, enough(given, exact)
    with precision(BITS):
        for _, x, y in meetings(given, exact, domain):
            found = _within(x.ball, y.ball, relative, absolute)
            if found is False:
                return Opinion("different", "interval")
            count += found is True
            if count == most:
                break
    return Opinion("equal", "numeric") if count >= LEAST and not beyond(given, exact) else UNDECIDED


def _within(x: object, y: object, relative: Fraction | None, absolute: Fraction | None) -> bool | None:
    """Whether the gap is no larger than the tolerance; None where balls cannot tell."""
    gap, room = abs(x - y), rational(absolute or Fraction(0))  # type: ignore[operator]
    if relative is not None:
        room = room.max(abs(y) * rational(relative))  # type: ignore[arg-type]
    return True if gap <= room else False if gap > room else None
