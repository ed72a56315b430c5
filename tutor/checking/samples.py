"""Points to compare formulas at: seeded, of both signs, near and far, whole numbers for letters that count things."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from flint import acb, arb, fmpq

from tutor.checking.balls.fraction import fraction
from tutor.checking.opinion import Domain
from tutor.reading.free import free_names
from tutor.reading.syntax import Abs, Call, Factorial, Neg, Node, Norm, Num, Pow, Series, Sym, walk

# The sizes of coordinates, in turn: about one, further out, close to nought; some functions are real only somewhere.
RANGES = ((0.1, 2.0), (1.0, 4.0), (0.02, 1.0), (2.0, 12.0), (0.5, 1.5), (10.0, 60.0), (0.001, 0.1), (60.0, 400.0))
FINE = 4096  # sample points are whole multiples of 1/FINE, so that they are exact
LARGEST_WHOLE = 12
USUAL = 10.0  # numerals up to this size are met by the ranges above
FARTHEST = 1e12  # beyond the largest numeral of a formula it is looked at too, up to here


def letters(*trees: Node) -> tuple[str, ...]:
    """What has to be given a value: variables, and derivatives that are mere names. Sorted."""
    return tuple(sorted({name for tree in trees for name in free_names(tree)}))


def counted(*trees: Node) -> frozenset[str]:
    """The letters that count things: those under a factorial, in a binomial, in the bounds of a sum, and exponents of -1."""
    found: set[str] = set()
    for tree in trees:
        for node in walk(tree):
            match node:
                case Factorial(of):
                    found.update(letters(of))
                case Call("binomial" | "factorial", args):
                    found.update(letters(*args))
                case Series(_, _, _, lower, upper):
                    found.update(letters(lower, upper))
                case Pow(base, exponent):
                    number = fraction(base)
                    if (number is not None and number < 0) or (isinstance(base, Neg) and not letters(base)):
                        found.update(letters(exponent))
    return frozenset(found)


def reach(*trees: Node) -> float:
    """How far out something may happen: the largest numeral, where it is larger than usual; else 0."""
    sizes = [abs(float(f)) for tree in trees for n in walk(tree) if isinstance(n, Num) and (f := fraction(n)) and abs(f) < FARTHEST]
    largest = max(sizes, default=0.0)
    return largest if largest > USUAL else 0.0


def piecewise(*trees: Node) -> bool:
    """Whether a formula may be made of pieces, so that it agrees with another in one place and not in the next."""
    for tree in trees:
        for node in walk(tree):
            match node:
                case Abs() | Norm() | Call("abs" | "norm" | "sign" | "max" | "min" | "floor" | "ceil" | "atan2"):
                    return True
                case Call("sqrt" | "root" | "asin" | "acos" | "atan", args) if letters(*args) and not isinstance(args[0], Sym):
                    return True
                case Pow(base, exponent) if not isinstance(base, Sym) and (e := fraction(exponent)) and e.denominator > 1 and letters(base):
                    return True
    return False


def points(
    names: tuple[str, ...], domain: Domain, whole: frozenset[str] = frozenset(), seed: int = 0, far: float = 0.0
) -> Iterator[dict[str, Any]]:
    """Sample points without end: both signs, or positive or whole where the domain or `whole` says so; `far` is a reach."""
    draw = random.Random(f"{seed}:{names}")
    ranges = (*RANGES, (far / 2, far), (far, 4 * far)) if far else RANGES
    k = 0
    while True:
        low, high = ranges[k % len(ranges)]
        where: dict[str, Any] = {}
        for name in names:
            kind = domain.of(name)
            if kind == "integer" or name in whole:
                where[name] = arb(draw.randint(0 if name in whole else -LARGEST_WHOLE // 2, LARGEST_WHOLE))
                continue
            sign = 1 if kind in ("positive", "nonnegative") or k % 3 == 0 else draw.choice((1, -1))
            x = arb(fmpq(sign * (2 * draw.randint(int(low * FINE), int(high * FINE)) + 1), 2 * FINE))
            where[name] = acb(x, arb(fmpq(draw.randint(-FINE, FINE) * 2 + 1, 2 * FINE))) if kind == "complex" and domain.complex else x
        yield where
        k += 1


def near(where: Mapping[str, Any], domain: Domain, whole: frozenset[str], seed: int) -> Iterator[dict[str, Any]]:
    """Points near a point, without end, of the same signs; for formulas that are real in a narrow stretch only."""
    draw = random.Random(seed)
    k = 0
    while True:
        fine = 16 << (k % 6)
        yield {
            name: x if name in whole or domain.of(name) == "integer" else x * arb(fmpq(64 * fine + draw.randint(-64, 64), 64 * fine))
            for name, x in where.items()
        }
        k += 1
