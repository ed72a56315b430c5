"""Where an answer has no value though the right one has: sqrt(x)^2 for x, or x + 0 ln(-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Any

from tutor.checking import words
from tutor.checking.balls.fraction import Ball, rational
from tutor.checking.effort import exhausted
from tutor.checking.equal import BITS, meetings
from tutor.checking.opinion import Domain
from tutor.checking.rational import as_rational
from tutor.checking.samples import RANGES, counted, letters, piecewise, points, reach
from tutor.checking.shown import said
from tutor.checking.values import NoValue, Undefined, fraction, precision, value
from tutor.frozen import dataclass
from tutor.reading.syntax import Abs, Call, Const, Node, Num, Pow, Quot, Relation, Sign, Sym, walk

TRIED = 3 * len(RANGES)  # sample points
# Coordinates of a place that a person likes to be shown.
PLAIN = ("-1", "1", "-2", "2", "1/2", "-1/2", "3", "-3", "10", "-10", "100", "-100", "1000")
SHORT = 6  # of these for each of several letters
MOST_LETTERS = 3  # for which such a place is looked for
DIGITS = 3  # of a coordinate where there is none
# Letters that count things by custom; any other letter counts only where the right answer says so.
COUNTING = frozenset("ijklmnKMN")
_ANYWHERE = frozenset(["sin", "cos", "exp", "sinh", "cosh", "tanh", "atan", "asinh", "abs", "norm", "sign", "floor", "ceil", "max", "min"])


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the right answer's domain on which an answer has no value; `everywhere`: it has none at all."""

    everywhere: bool
    rule: Node | None
    place: tuple[tuple[str, Node], ...]

    def told(self) -> str:
        """What is said of it."""
        if self.everywhere:
            return words.NO_VALUE
        place = ", ".join(f"{said(Sym(name))} = {said(x)}" for name, x in self.place)
        return words.no_value("" if self.rule is None else said(self.rule), place)


def gap(given: Node, expected: Node, domain: Domain) -> Gap | None:
    """Where the answer certainly has no value and the right one has: at a whole stretch of places, not at a hole.

    Sample points are drawn at random, so that a point or a curve that is left out is never met.
    """
    if domain.complex or not _narrower(given, expected):
        return None
    names = letters(given, expected)
    with precision(BITS):
        for where in islice(points(names, domain, _whole(given, expected), far=reach(given, expected)), TRIED if names else 1):
            found = _missing(given, expected, where, domain)
            if found is None:
                continue
            nowhere = next(meetings(given, expected, domain), None) is None and not exhausted()
            return Gap(nowhere, _rule(found), () if nowhere else _shown(given, expected, names, where, domain, found))
    return None


def valueless(given: Node, expected: Node, domain: Domain) -> bool:
    """Whether an answer has certainly no value at any sample point, where the right one has some."""
    found = gap(given, expected, domain)
    return found is not None and found.everywhere


def _whole(given: Node, expected: Node) -> frozenset[str]:
    return counted(expected) | (counted(given) & COUNTING)


_FAILING = frozenset([Call, Pow, Quot])


def _narrower(given: Node, expected: Node) -> bool:
    """Whether anything in an answer may have no value, and is not in the right one as well."""
    known = set(walk(expected))
    return any(type(n) in _FAILING and n not in known and _may_fail(n) for n in walk(given))


def _may_fail(node: Node) -> bool:
    match node:
        case Call(function):
            return function not in _ANYWHERE
        case Pow(_, Num(digits)) if digits.isdigit():
            return False
        case Pow(base, exponent) if (e := fraction(exponent)) is not None and e.denominator == 1:
            return _vanishes(base)
        case Pow(base, _):
            return (fraction(base) or -1) < 0 and base != Const("e")
        case Quot(_, under):
            return _vanishes(under)
    return False


def _vanishes(under: Node) -> bool:
    """Whether a formula may be nought at more than single places: x - x, |x| - x."""
    found = None if piecewise(under) else as_rational(under)
    return found is None or found[0].over.is_zero()


def _missing(given: Node, expected: Node, where: Mapping[str, Ball], domain: Domain) -> Undefined | None:
    """Why the answer has no value where the right one has; None where it has, or where that is not certain."""
    try:
        value(given, where, domain)
    except Undefined as error:
        found = error
    except NoValue:
        return None
    else:
        return None
    try:
        value(expected, where, domain)
    except NoValue:
        return None
    return found


def _rule(found: Undefined) -> Node | None:
    """What makes the value missing, as a statement: x < 0."""
    inside = found.inside
    if inside is None or not found.rule or not letters(inside):
        return None
    *bars, sign, number = found.rule.split()
    signs: dict[str, Sign] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "="}
    return Relation((Abs(inside) if bars else inside, Num(number)), (signs[sign],))


def _shown(
    given: Node, expected: Node, names: tuple[str, ...], where: Mapping[str, Any], domain: Domain, found: Undefined
) -> tuple[tuple[str, Node], ...]:
    """A place to show where the same is missing: of plain numbers if there is one, else the one that was found, rounded."""
    whole = _whole(given, expected)
    rounded = tuple(f"{float(where[name]):.{DIGITS}g}" for name in names)
    for chosen in (*_plain(names, whole, domain), rounded):
        numbers = {name: Fraction(text) for name, text in zip(names, chosen, strict=True)}
        again = _missing(given, expected, {name: rational(x) for name, x in numbers.items()}, domain)
        if again is not None and (again.rule, again.inside) == (found.rule, found.inside):
            from tutor.checking.plain import number  # only where something is missing

            return tuple((name, number(x)) for name, x in numbers.items())
    return ()


def _plain(names: tuple[str, ...], whole: frozenset[str], domain: Domain) -> Iterator[tuple[str, ...]]:
    """Choices of plain numbers that the letters may stand for."""
    if len(names) > MOST_LETTERS:
        return
    listed = PLAIN if len(names) == 1 else PLAIN[:SHORT]
    allowed = []
    for name in names:
        counts, kind = name in whole, domain.of(name)
        fits = (t for t in listed if not (counts or kind in ("positive", "nonnegative")) or "-" not in t)
        allowed.append([t for t in fits if not (counts or kind == "integer") or "/" not in t])
    yield from product(*allowed)
