"""Points to compare formulas at: seeded, of both signs, near and far, whole numbers for letters that count things.

They lie on no lattice that a formula could know, so that no period goes unnoticed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from math import frexp, log

from flint import acb, arb, fmpq

from tutor.checking.balls.fraction import Ball, fraction
from tutor.checking.opinion import Domain
from tutor.reading.free import free_names
from tutor.reading.syntax import Abs, Call, Factorial, Neg, Node, Norm, Num, Pow, Prod, Quot, Series, Sum, Sym, walk

# The sizes of coordinates, in turn: about one, further out, close to nought; some functions are real only somewhere.
RANGES = (
    (0.1, 2.0), (1.0, 4.0), (0.02, 1.0), (2.0, 12.0), (1e3, 1e5), (0.5, 1.5), (10.0, 60.0), (1e6, 1e10), (0.001, 0.1),
    (60.0, 400.0), (1e-7, 1e-4),
)  # fmt: skip
FIRST = 4  # of them come before those that a formula's own numbers ask for
ENOUGH, ROUNDS = 10, 2  # sample points that tell enough; of what is made of pieces, times through all ranges
KEPT = 24  # points of a stream
APART = 3  # in every other point each letter is so many ranges further than the one before
BITS = 48  # random ones of a coordinate: it is exact, and so are products of two
LARGEST_WHOLE = 12
WHOLE = (12, 12, 12, 40, 1000)  # sizes of letters that are integers and nothing more, in turn
USUAL = 10.0  # numerals up to this size are met by the ranges above
FAR = 1000.0  # of numerals beyond this the reciprocals may matter as well
FARTHEST = 1e60  # about the numerals of a formula it is looked at too, up to here
CALCULATED = (Num, Pow, Prod, Quot, Sum)
MOST_FAR = 3  # numerals for which this is done


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


def reach(*trees: Node) -> tuple[float, ...]:
    """Sizes at which something may happen: the numbers that are not usual, and the reciprocals of those far from it."""
    nodes = [n for tree in trees for n in walk(tree)]
    if not any(len(n.digits) > 1 if isinstance(n, Num) else isinstance(n, Pow) and isinstance(n.base, Num) for n in nodes):
        return ()
    found = {float(abs(f)) for n in nodes if isinstance(n, CALCULATED) and (f := fraction(n)) and 1 / FARTHEST < abs(f) < FARTHEST}
    sizes = sorted((x for x in found if not 1 / USUAL <= x <= USUAL), key=lambda x: abs(log(x)), reverse=True)[:MOST_FAR]
    return tuple(dict.fromkeys(y for x in sizes for y in ((x,) if 1 / FAR < x < FAR else (x, 1 / x))))


def piecewise(*trees: Node) -> bool:
    """Whether a formula may be made of pieces, so that it agrees with another in one place and not in the next."""
    return any(in_pieces(node) for tree in trees for node in walk(tree))


def in_pieces(node: Node) -> bool:
    """Whether a single function may be made of pieces."""
    match node:
        case Abs() | Norm() | Call("abs" | "norm" | "sign" | "max" | "min" | "floor" | "ceil" | "atan2"):
            return True
        case Call("sqrt" | "root" | "asin" | "acos" | "atan", args):
            return bool(letters(*args)) and not isinstance(args[0], Sym)
        case Pow(base, exponent) if not isinstance(base, Sym) and (e := fraction(exponent)) and e.denominator > 1:
            return bool(letters(base))
    return False


def enough(*trees: Node) -> int:
    """How many sample points at which formulas agree say that they are equal."""
    return ROUNDS * len(RANGES) + 2 * len(reach(*trees)) if piecewise(*trees) else ENOUGH


def points(
    names: tuple[str, ...], domain: Domain, whole: frozenset[str] = frozenset(), seed: int = 0, far: tuple[float, ...] = ()
) -> Iterator[dict[str, Ball]]:
    """Sample points without end: both signs, or positive or whole where the domain or `whole` says so; `far` is a reach."""
    kinds = tuple("whole" if name in whole else domain.of(name) for name in names)
    first = _first(names, kinds, domain.complex, seed, far)
    yield from first
    yield from islice(_stream(names, kinds, domain.complex, seed, far), len(first), None)


@lru_cache(200)
def _first(
    names: tuple[str, ...], kinds: tuple[str, ...], complex_too: bool, seed: int, far: tuple[float, ...]
) -> tuple[dict[str, Ball], ...]:
    """The first points of a stream; they are kept, for the answers of a class have the same letters."""
    return tuple(islice(_stream(names, kinds, complex_too, seed, far), KEPT))


def _stream(
    names: tuple[str, ...], kinds: tuple[str, ...], complex_too: bool, seed: int, far: tuple[float, ...]
) -> Iterator[dict[str, Ball]]:
    draw = random.Random(f"{seed}:{names}")
    ranges = (*RANGES[:FIRST], *(r for x in far for r in ((x / 2, x), (x, 4 * x))), *RANGES[FIRST:])
    k = 0
    while True:
        where: dict[str, Ball] = {}
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            low, high = ranges[(k + (place * APART if k // len(ranges) % 2 else 0)) % len(ranges)]
            if kind == "whole":
                where[name] = arb(draw.randint(0, LARGEST_WHOLE))
                continue
            if kind == "integer":
                size = int(max(far)) * 2 if far and k % 7 == 6 else WHOLE[k % len(WHOLE)]
                where[name] = arb(draw.randint(-size, size))
                continue
            sign = 1 if kind in ("positive", "nonnegative") or k % 3 == 0 else draw.choice((1, -1))
            x = _drawn(draw, low, high) * sign
            where[name] = acb(x, _drawn(draw, -1, 1)) if kind == "complex" and complex_too else x
        yield where
        k += 1


def _drawn(draw: random.Random, low: float, high: float) -> arb:
    """An exact number between two others."""
    e = BITS - frexp(max(abs(low), abs(high)))[1]
    n = draw.randint(int(low * 2.0**e), int(high * 2.0**e))
    return arb(2 * n + 1) * arb(2) ** -(e + 1)


def near(where: Mapping[str, Ball], domain: Domain, whole: frozenset[str], seed: int) -> Iterator[dict[str, Ball]]:
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
