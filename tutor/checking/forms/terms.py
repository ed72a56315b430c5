"""What sums and products are made of, for the forms: the terms of nested sums, a term without its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from tutor.checking.balls.fraction import fraction
from tutor.checking.opinion import REAL
from tutor.checking.values import NoValue, letters, precision, value
from tutor.reading.syntax import Neg, Node, Pow, Prod, Quot, Sum, parts

BITS = 256
LARGEST_UNDER = 200  # denominators that are recognised in a ball


def terms(node: Node) -> Iterator[Node]:
    """The terms of a sum, those of sums within it too; signs are left out."""
    match node:
        case Sum(inner):
            for t in inner:
                yield from terms(t)
        case Neg(of):
            yield from terms(of)
        case _:
            yield node


def outside(node: Node) -> Iterator[Node]:
    """The sums, products, quotients and powers that a formula is made of, not what stands inside functions and exponents."""
    yield node
    match node:
        case Sum(parts) | Prod(parts):
            for p in parts:
                yield from outside(p)
        case Neg(of) | Pow(of, _):
            yield from outside(of)
        case Quot(over, under):
            yield from outside(over)
            yield from outside(under)


def kind(term: Node) -> frozenset[tuple[Node, int]]:
    """A term without its number: its factors with their whole exponents. Like terms have the same kind."""
    found: Counter[Node] = Counter()
    _count(term, 1, found)
    return frozenset((f, n) for f, n in found.items() if n)


def _count(node: Node, times: int, found: Counter[Node]) -> None:
    if fraction(node) is not None:
        return
    match node:
        case Neg(of):
            _count(of, times, found)
        case Prod(factors):
            for f in factors:
                _count(f, times, found)
        case Quot(over, under):
            _count(over, times, found)
            _count(under, -times, found)
        case Pow(base, exponent) if (e := fraction(exponent)) is not None and e.denominator == 1:
            _count(base, times * e.numerator, found)
        case _:
            found[node] += times


def unlike(node: Node) -> bool:
    """Whether no two terms of a sum can be collected, numbers included."""
    kinds = [kind(t) for t in terms(node)]
    return len(set(kinds)) == len(kinds)


def numbers(node: Node) -> Iterator[Node]:
    """The largest parts without letters, where they are numbers of their own and no function's."""
    if not letters(node):
        yield node
        return
    for part in parts(node):
        yield from numbers(part)


def exact(number: Node) -> Fraction | None:
    """The fraction that a tree without letters is worth, also where roots in it cancel; None where it is none, or not a plain one."""
    known = fraction(number)
    if known is not None:
        return known
    try:
        with precision(BITS):
            x = value(number, {}, REAL)
            for under in range(1, LARGEST_UNDER):
                over = (x * under).unique_fmpz()
                if over is not None and x.rel_accuracy_bits() > BITS // 2:
                    return Fraction(int(over), under)
    except NoValue:
        pass
    return None
