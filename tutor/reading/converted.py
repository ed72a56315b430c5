"""Quantities with units, brought to units that belong together: 2 m beside 40 cm is 200 cm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from tutor.reading.syntax import Neg, Node, Num, Prod, Quot
from tutor.reading.units import UNITS, Unit


class Apart(Exception):
    """Units that no common one can be found for; the text says why."""


def factors(units: Sequence[Unit | None]) -> list[Fraction]:
    """By what each coordinate is multiplied, so that all of one dimension have the unit of the first. Raises Apart."""
    first: dict[object, Unit] = {}
    for one in units:
        if one is not None:
            first.setdefault(one.dimension, one)
    if not _coherent(first.values()):
        raise Apart("these units do not belong together")
    return [Fraction(1) if one is None else one.scale / first[one.dimension].scale for one in units]


def factor(typed: Unit | None, own: Unit | None, of_own: Fraction) -> Fraction:
    """By what a value is multiplied that belongs to a coordinate with the unit `own`, itself multiplied by `of_own`. Raises Apart."""
    if typed is None or own is None:
        return of_own
    if typed.dimension != own.dimension:
        raise Apart("its unit measures something else than that of the point")
    return typed.scale / own.scale * of_own


def times(node: Node, by: Fraction) -> Node:
    """The value multiplied, as a numeral where it is one."""
    if by == 1:
        return node
    match node:
        case Quot(percent=True):  # of the quantity, whatever its unit
            return node
        case Neg(of):
            return Neg(times(of, by), node.start, node.end)
        case Num(digits):
            return _numeral(Fraction(digits) * by, node)
    return Prod((_numeral(by, node), node), "", node.start, node.end)


def _numeral(value: Fraction, at: Node) -> Node:
    place = (at.start, at.end)
    tens = next((k for k in range(30) if (value * 10**k).denominator == 1), None)
    if tens is None:
        return Quot(Num(str(value.numerator), *place), Num(str(value.denominator), *place), *place)
    digits = str((value * 10**tens).numerator).zfill(tens + 1)
    return Num(f"{digits[:-tens]}.{digits[-tens:]}" if tens else digits, *place)


def _coherent(units: Iterable[Unit]) -> bool:
    """Whether the units are products of one choice of base units: km/h and h are, m and cm^2 are not, nor km/h and min."""
    size: dict[str, Fraction] = {}
    for one in sorted(units, key=lambda u: (len(u.dimension), sum(abs(n) for _, n in u.dimension))):
        left, unknown = _left(one, size)
        if len(one.dimension) > 2 and len(unknown) > 1:  # N, V: units with a name of their own
            continue
        simple = next(((base, n) for base, n in unknown if abs(n) == 1), None)
        if simple is not None:
            size |= {base: Fraction(1) for base, _ in unknown if base != simple[0]}
            size[simple[0]] = left ** simple[1]
        elif len(unknown) == 1 and (root := _root(left, unknown[0][1])) is not None:
            size[unknown[0][0]] = root
        elif unknown or left != 1:
            return False
    return all(value in {u.scale for u in UNITS.values() if u.dimension == ((base, 1),)} for base, value in size.items())


def _left(one: Unit, size: Mapping[str, Fraction]) -> tuple[Fraction, list[tuple[str, int]]]:
    """The scale of a unit without that of its known bases, and its bases that are not known yet."""
    left = one.scale
    for base, n in one.dimension:
        left /= size.get(base, Fraction(1)) ** n
    return left, [(base, n) for base, n in one.dimension if base not in size]


def _root(value: Fraction, n: int) -> Fraction | None:
    """The exact n-th root, where there is one."""
    value, n = (value, n) if n > 0 else (1 / value, -n)
    found = Fraction(*(round(part ** (1 / n)) for part in (value.numerator, value.denominator)))
    return found if found**n == value else None
