"""What sums and products are made of, for the forms: the terms of nested sums, a term without its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tutor.checking.balls.fraction import fraction
from tutor.reading.syntax import Neg, Node, Pow, Prod, Quot, Sum


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
