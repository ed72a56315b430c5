"""A formula in few words: every root a `root`, every exponential a power of e, powers of numbers worked out."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from math import isqrt
from typing import Any

from tutor.checking.known import known_value
from tutor.checking.values import fraction
from tutor.reading.syntax import (
    Abs,
    Call,
    Const,
    DerivativeNode,
    IntegralNode,
    Neg,
    Node,
    Norm,
    Num,
    Pow,
    Prod,
    Quot,
    Series,
    Sum,
    Sym,
    Tup,
    walk,
)

ONE, NOUGHT = Num("1"), Num("0")
LARGEST_INDEX = 100  # of a root
LARGEST_ROOTED = 10**12  # below it the square factor of a radicand is looked for
PIECES = frozenset({"sign", "floor", "ceil", "max", "min", "atan2"})
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)


def plain(node: Node) -> Node:
    """The same real value wherever there is one, in fewer kinds of node."""
    match node:
        case DerivativeNode():
            return Sym(node.name)
        case Neg(of):
            return Neg(plain(of))
        case Sum(terms):
            return Sum(tuple(map(plain, terms)))
        case Prod(factors, ""):
            return Prod(tuple(map(plain, factors)))
        case Quot(over, under):
            return Quot(plain(over), plain(under))
        case Pow(base, exponent):
            return power(plain(base), plain(exponent))
        case Abs(of):
            return Abs(plain(of))
        case Norm(of) if not isinstance(of, Tup):
            return Abs(plain(of))
        case Call("sqrt", (of,)):
            return _root(plain(of), 2)
        case Call("cbrt", (of,)):
            return _root(plain(of), 3)
        case Call("root", (of, index)):
            n = fraction(index)
            if n is not None and n.denominator == 1 and 2 <= n <= LARGEST_INDEX:
                return _root(plain(of), int(n))
        case Call("exp", (of,)):
            return power(Const("e"), plain(of))
        case Call("log", (of,)):
            return _known(Call("ln", (plain(of),)))
        case Call("lg", (of,)):
            return Call("log", (plain(of), Num("10")))
        case Call("abs", (of,)):
            return Abs(plain(of))
        case Call("max" | "min" as side, (first, second)):
            # Half of the sum and the distance.
            a, b = plain(first), plain(second)
            apart: Node = Abs(Sum((a, Neg(b))))
            return Quot(Sum((a, b, apart if side == "max" else Neg(apart))), Num("2"))
        case Call(function, args):
            return _known(Call(function, tuple(map(plain, args))))
    return node


def _known(call: Call) -> Node:
    """The value where it is a rational number that is known."""
    value = known_value(call)
    return call if value is None else number(value)


def jumps(*trees: Node) -> bool:
    """Whether there is something in pieces, which may agree with another formula in one place and not in the next."""
    return any(isinstance(n, Abs) or (isinstance(n, Call) and n.function in PIECES) for t in trees for n in walk(t))


def costly(*trees: Node) -> bool:
    """Whether a value is a sum of many."""
    return any(isinstance(n, Series | IntegralNode) for t in trees for n in walk(t))


def number(value: Fraction) -> Node:
    """A rational number as a tree."""
    if value < 0:
        return Neg(number(-value))
    return Num(str(value.numerator)) if value.denominator == 1 else Quot(Num(str(value.numerator)), Num(str(value.denominator)))


def times(factor: Fraction, node: Node) -> Node:
    """A multiple, written shortly."""
    if factor == 0:
        return NOUGHT
    if factor == 1:
        return node
    if factor == -1:
        return Neg(node)
    return number(factor) if node == ONE else Prod((number(factor), node))


def replaced(tree: Node, old: Node, new: Node) -> Node:
    """The tree with one part replaced, wherever it stands."""
    if tree == old:
        return new
    changed: dict[str, Any] = {}
    for f in fields(tree):
        inside = getattr(tree, f.name)
        if isinstance(inside, Node):
            changed[f.name] = replaced(inside, old, new)
        elif isinstance(inside, tuple) and inside and isinstance(inside[0], Node):
            changed[f.name] = tuple(replaced(n, old, new) for n in inside)
    return replace(tree, **changed) if changed else tree


def rational_terms(tree: Node) -> list[tuple[Fraction, Node]]:
    """The terms of a sum, each with its rational factor in front; constants have the core 1."""
    out: list[tuple[Fraction, Node]] = []

    def add(factor: Fraction, node: Node) -> None:
        if not factor:
            return
        exact = fraction(node)
        if exact is not None:
            if exact:
                out.append((factor * exact, ONE))
            return
        match node:
            case Neg(of):
                add(-factor, of)
            case Sum(terms):
                for t in terms:
                    add(factor, t)
            case Quot(over, under) if fraction(under):
                add(factor / (fraction(under) or 1), over)
            case Prod(factors, ""):
                numbers = [f for f in map(fraction, factors) if f is not None]
                others = tuple(f for f in factors if fraction(f) is None)
                product = Fraction(1)
                for n in numbers:
                    product *= n
                if len(others) == 1:
                    add(factor * product, others[0])
                elif product:
                    out.append((factor * product, Prod(others)))
            case _:
                out.append((factor, node))

    add(Fraction(1), tree)
    return out


def root_of(node: Node) -> tuple[Node, int] | None:
    """What a root is taken of, and its index."""
    match node:
        case Call("root", (of, Num(index))) if index.isdigit():
            return of, int(index)
    return None


def power(base: Node, exponent: Node) -> Node:
    """A power of what is plain already."""
    e = fraction(exponent)
    if e == 0:
        return ONE
    if base == Const("e") or e is None or e.denominator > LARGEST_INDEX:
        return Quot(ONE, Pow(base, exponent.of)) if isinstance(exponent, Neg) else Pow(base, exponent)
    if e < 0:
        return Quot(ONE, power(base, number(-e)))
    inside = _root(base, e.denominator) if e.denominator > 1 else base
    return inside if e.numerator == 1 else Pow(inside, Num(str(e.numerator)))


def _root(of: Node, n: int) -> Node:
    value = fraction(of)
    if value is not None:
        return _root_of_number(value, n)
    match of:
        case Pow(base, Num(e)) if n == 2 and e.isdigit() and int(e) % 2 == 0:
            return Abs(base) if e == "2" else Pow(Abs(base), Num(str(int(e) // 2)))
    return Call("root", (of, Num(str(n))))


def _root_of_number(value: Fraction, n: int) -> Node:
    if value < 0 and n % 2:
        return Neg(_root_of_number(-value, n))
    whole = value.numerator * value.denominator ** (n - 1)  # of value * denominator^n
    if value < 0 or whole >= LARGEST_ROOTED:
        return Call("root", (number(value), Num(str(n))))
    outside = 1
    if n == 2 and isqrt(whole) ** 2 == whole:
        outside, whole = isqrt(whole), 1
    for p in PRIMES:
        while whole and whole % p**n == 0:
            whole, outside = whole // p**n, outside * p
    if whole == 0:
        return NOUGHT
    factor = Fraction(outside, value.denominator)
    return number(factor) if whole == 1 else times(factor, Call("root", (Num(str(whole)), Num(str(n)))))
