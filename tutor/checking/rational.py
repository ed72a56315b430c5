"""A tree as a quotient of polynomials over the rationals, where it is one and small enough to be multiplied out."""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import NamedTuple

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from tutor.checking.balls.fraction import fraction
from tutor.checking.samples import letters
from tutor.reading.syntax import DerivativeNode, Neg, Node, Num, Pow, Prod, Quot, Sum, Sym

MOST_TERMS = 4_000  # of a polynomial multiplied out; checked before anything is
MOST_BITS = 4_000_000  # of all its coefficients


class Ratio(NamedTuple):
    """over/under, in the variables `names`; `under` is not zero."""

    over: fmpq_mpoly
    under: fmpq_mpoly
    names: tuple[str, ...]


class _NotRational(Exception):
    pass


def as_rational(*trees: Node) -> tuple[Ratio, ...] | None:
    """The trees as quotients over one common ring. None where one is no rational function, or could become too large."""
    names = letters(*trees)
    try:
        if not all(_fits(_size(t), len(names)) for t in trees):
            return None
        ring = fmpq_mpoly_ctx.get(names or ("t_0",), "degrevlex")
        where = dict(zip(names, ring.gens(), strict=False))
        return tuple(Ratio(*_ratio(t, where, ring), names) for t in trees)
    except (_NotRational, ZeroDivisionError):
        return None


def same_form(a: Node, b: Node) -> bool:
    """Whether two trees are the same rational function of what is in them: letters, roots, sines are names and no more.

    This proves equality wherever both have a value. Nothing follows where it is false.
    """
    table: dict[Node, Node] = {}
    found = as_rational(named(a, table), named(b, table))
    if found is None:
        return False
    one, two = found
    return bool(one.over * two.under == two.over * one.under)


def named(node: Node, table: dict[Node, Node]) -> Node:
    """The tree with a name for every part that is no sum, product, quotient or whole power."""
    match node:
        case Num() | Sym():
            return node
        case Neg(of):
            return Neg(named(of, table))
        case Sum(terms):
            return Sum(tuple(named(t, table) for t in terms))
        case Prod(factors):
            return Prod(tuple(named(f, table) for f in factors))
        case Quot(over, under):
            return Quot(named(over, table), named(under, table))
        case Pow(base, exponent) if (e := fraction(exponent)) is not None and e.denominator == 1:
            return Pow(named(base, table), exponent)
    return table.setdefault(node, Sym(f"part_{len(table)}_"))


class _Size(NamedTuple):
    """Bounds: the degrees above and below the line, and the bits of a coefficient."""

    over: int
    under: int
    bits: int


def _fits(size: _Size | None, variables: int) -> bool:
    if size is None:
        return False
    terms = comb(max(size.over, size.under) + variables, variables)
    return terms <= MOST_TERMS and terms * size.bits <= MOST_BITS


def _size(node: Node) -> _Size | None:
    """None where the tree is no rational function."""
    match node:
        case Num(digits):
            number = Fraction(digits)
            return _Size(0, 0, number.numerator.bit_length() + number.denominator.bit_length())
        case Sym() | DerivativeNode():
            return _Size(1, 0, 1)
        case Neg(of):
            return _size(of)
        case Sum(items) | Prod(items):
            known = [s for item in items if (s := _size(item)) is not None]
            if len(known) < len(items):
                return None
            under, bits = sum(s.under for s in known), sum(s.bits + 1 for s in known)
            if isinstance(node, Prod):
                return _Size(sum(s.over for s in known), under, bits)
            return _Size(max(s.over + under - s.under for s in known), under, bits)
        case Quot(above, below):
            a, b = _size(above), _size(below)
            return None if a is None or b is None else _Size(a.over + b.under, a.under + b.over, a.bits + b.bits)
        case Pow(base, exponent):
            inside, e = _size(base), fraction(exponent)
            if inside is None or e is None or e.denominator != 1:
                return None
            n = abs(e.numerator)
            over, under = (inside.over, inside.under) if e > 0 else (inside.under, inside.over)
            return _Size(over * n, under * n, (inside.bits + 1) * n)
    return None


def _ratio(node: Node, where: dict[str, fmpq_mpoly], ring: fmpq_mpoly_ctx) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    one = ring.constant(1)
    match node:
        case Num(digits):
            number = Fraction(digits)
            return ring.constant(fmpq(number.numerator, number.denominator)), one
        case Sym(name):
            return where[name], one
        case DerivativeNode():
            return where[node.name], one
        case Neg(of):
            a, b = _ratio(of, where, ring)
            return -a, b
        case Sum(terms):
            a, b = _ratio(terms[0], where, ring)
            for t in terms[1:]:
                c, d = _ratio(t, where, ring)
                a, b = (a + c, b) if b == d else (a * d + c * b, b * d)
            return a, b
        case Prod(factors):
            a, b = one, one
            for f in factors:
                c, d = _ratio(f, where, ring)
                a, b = a * c, b * d
            return a, b
        case Quot(over, under):
            a, b = _ratio(over, where, ring)
            c, d = _ratio(under, where, ring)
            if c.is_zero():
                raise ZeroDivisionError
            return a * d, b * c
        case Pow(base, exponent):
            a, b = _ratio(base, where, ring)
            e = fraction(exponent)
            assert e is not None
            n = e.numerator
            if n < 0:
                if a.is_zero():
                    raise ZeroDivisionError
                a, b, n = b, a, -n
            return a**n, b**n
    raise _NotRational
