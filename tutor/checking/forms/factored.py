"""Factored over the rational numbers: a product in which no factor can be taken apart further."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.checking.forms import Form
from tutor.checking.rational import as_rational, named
from tutor.checking.values import fraction, letters
from tutor.reading.syntax import Neg, Node, Pow, Prod, Quot

# Polynomials beyond this are not factored to see whether they can be: x^1000 - 1 takes long.
HIGHEST_DEGREE = 60


def fault(tree: Node) -> str | None:
    """A factor that is a product of others. A number may stand in front or within a factor."""
    for factor in _factors(tree):
        if letters(factor) and _can_be_factored(factor):
            return "This can be factored further."
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


def _can_be_factored(factor: Node) -> bool:
    """Roots, sines and powers of e are names here: x e^x + e^x can be factored."""
    found = as_rational(named(factor, {}))
    if found is None:
        return False
    over, under, _ = found[0]
    if over == 0 or under.total_degree() > 0 or over.total_degree() > HIGHEST_DEGREE:
        return False
    return bool(sum(multiplicity for _, multiplicity in over.factor()[1]) > 1)


FORM = Form("factored", fault)
