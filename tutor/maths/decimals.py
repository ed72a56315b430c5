"""Numbers as decimals, on the page only: a problem that is given in decimals is told in decimals, and computed exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Add, Basic, Expr, Float, Integer, Mul, Pow, Rational, S, Symbol, Tuple, preorder_traversal

from tutor.shown import Table
from tutor.trees import tree
from tutor.trees.heads import MatrixOf, Name, Rounded, Vector

MOST_PLACES = 6  # a longer decimal is rounded, and then said to be
HALF = 2  # the denominator of the exponent of a square root
LARGEST_ROOT = 4  # an exponent 3/2 or 1/3 stays; 7/5 is 1.4
TENTHS = 10  # fractions of such a denominator stand as decimals before a root too
LONG = 1000  # a denominator from here on is not read as a fraction
MOST_READ = 100  # beside letters decimals of more than two places stay decimals


def in_decimals(value: object) -> Any:
    """A held tree, or a table or tuple of them, with its short decimal fractions written as such; the rest as it is."""
    match value:
        case Basic():
            return _written(value)
        case Mapping() if all(isinstance(k, Symbol) for k in value):
            return dict(zip(value, _alike(tuple(value.values())), strict=True))
        case Mapping():
            return {k: in_decimals(v) for k, v in value.items()}
        case tuple():
            return tuple(in_decimals(v) for v in value)
        case Table(rows):
            return Table(in_decimals(rows))
    return value


def _alike(coordinates: tuple[Any, ...]) -> tuple[Any, ...]:
    """The coordinates of a point: where one is no short decimal, the others stay fractions too, not (0.64, 4/75)."""
    if any(isinstance(a, Rational) and not short(a) for a in coordinates):
        return tuple(a if isinstance(a, Rational) else in_decimals(a) for a in coordinates)
    return tuple(map(in_decimals, coordinates))


def short(number: Rational) -> bool:
    """Whether a fraction is a decimal of few places: 3/40 is 0.075."""
    return not 10**MOST_PLACES % int(number.q)


def bulky(expr: Basic) -> bool:
    """Whether a number's exact form says less than its decimal: 39800/40121, 9/20 sqrt(5)."""
    if expr.free_symbols or isinstance(expr, Vector | MatrixOf | Name) or expr.has(Name):
        return False
    fractions = [n for n in _numbers(expr) if not n.is_Integer]
    if isinstance(tree.evaluated(expr), Rational):
        return any(not short(n) and n.q >= LONG for n in fractions)
    return bool(fractions)


def has_surd_fraction(expr: Basic) -> bool:
    """Whether a fraction stands before a root of a whole number: 0.45 sqrt(5), which nobody writes among decimals."""
    for m in preorder_traversal(expr):
        if isinstance(m, Mul):
            number, rest = _coefficient(m)
            if not number.is_Integer and any(isinstance(r, Pow) and r.args[0].is_Integer and not r.args[1].is_Integer for r in rest):
                return True
    return False


def _numbers(expr: Basic) -> list[Rational]:
    match expr:
        case Rational():
            return [expr]
        case Mul():
            number, rest = _coefficient(expr)
            return [number, *(n for r in rest for n in _numbers(r))]
    return [n for a in expr.args for n in _numbers(a)]


def _coefficient(expr: Mul) -> tuple[Rational, list[Expr]]:
    """The number in a product, denominators and all, and what is left."""
    number: Rational = S.One
    rest: list[Expr] = []
    for f in tree.factors(expr):
        match f:
            case Rational():
                number *= f
            case Pow(args=(Integer() as under, n)) if n is S.NegativeOne and under:
                number /= under
            case Pow(args=(Mul() as under, n)) if n is S.NegativeOne:
                below, others = _coefficient(under)
                number /= below
                if others:
                    rest.append(tree.power(tree.product(*others), -1))
            case _:
                rest.append(f)
    return number, rest


def _first_over_first(expr: Expr) -> tuple[Rational, list[Expr]]:
    """The first number of a product over the first below it, and all other factors as they stand."""
    over = [f for f in tree.factors(expr) if not (isinstance(f, Pow) and f.args[1] is S.NegativeOne)]
    under = [b for f in tree.factors(expr) if isinstance(f, Pow) and f.args[1] is S.NegativeOne for b in tree.factors(f.args[0])]
    if len(over) > 1 and over[0] is S.NegativeOne and isinstance(over[1], Rational):
        over[:2] = [-over[1]]  # the sign belongs to the number behind it
    first = next((f for f in over if isinstance(f, Rational)), S.One)
    below = next((b for b in under if isinstance(b, Integer) and b is not S.Zero), S.One)
    if first in over:
        over.remove(first)
    if below in under:
        under.remove(below)
    return first / below, [*over, *([tree.power(tree.product(*under), -1)] if under else [])]


def _written(expr: Basic) -> Basic:
    match expr:
        case Vector() | Tuple():
            return tree.rebuild(expr, _alike(expr.args))
        case Rounded():  # is written as a decimal anyway
            return expr
        case Add() if any(map(_long_fraction, expr.args)) and not (expr.free_symbols and any(n.q > MOST_READ for n in _numbers(expr))):
            return tree.rebuild(expr, tuple(map(_bracket, expr.args)))  # 1/12 - 1/20 - 1/30, not 1/12 - 0.05 - 1/30; x/3 + y/4
        case Add() | Mul() if not expr.free_symbols and has_surd_fraction(expr) and any(map(_no_tenths, tree.terms(expr))):
            return expr  # 17/4 - sqrt(265)/4; but 0.9 + 0.1 sqrt(10)
        case Rational():
            return Float(str(expr.n(15)), 15) if not expr.is_Integer and short(expr) else expr
        case Mul() | Pow(args=(Mul(), S.NegativeOne)) if any(isinstance(f, Pow) for f in tree.factors(expr)):
            number, rest = _coefficient(expr)
            halved_root = (2 * number).is_Integer and any(map(_root_below, rest))  # 1/(2√x), which nobody writes 0.5/√x
            first, others = _first_over_first(expr)
            put_in = any(not f.free_symbols for f in others)
            apart = put_in and short(first) and not first.is_Integer
            if ((number.is_Integer or put_in) and not apart) or not short(number) or _surds_below(rest) or halved_root:
                return tree.rebuild(expr, tuple(_below(a) if isinstance(expr, Mul) else _written(a) for a in expr.args))
            if apart:  # numbers put in beside a coefficient are not multiplied into it: 1.662 · 320/100²
                number, rest = first, others
            return tree.product(_written(number), *map(_written, rest)) if rest else _written(number)
        case Pow():
            return tree.rebuild(expr, (_written(expr.args[0]), _exponent(expr)))
        case Add() | Basic(args=(_, *_)):
            return tree.rebuild(expr, tuple(_written(a) for a in expr.args))
    return expr


def _bracket(term: Basic) -> Basic:
    """A term that stays a fraction, with the sums in it by themselves: (1/3)(1.04 - 1)."""
    if isinstance(term, Mul):
        return tree.rebuild(term, tuple(_written(f) if isinstance(f, Add) else f for f in term.args))
    return _written(term) if isinstance(term, Add) else term


def _below(factor: Basic) -> Basic:
    """A factor of a product that stays a fraction: 2x/(2z), and not 2x · 0.5/z."""
    return tree.power(_written(factor.args[0]), -1) if isinstance(factor, Pow) and factor.args[1] is S.NegativeOne else _written(factor)


def _no_tenths(term: Expr) -> bool:
    """Whether a fraction stands in a term that is no number of tenths: 1/4."""
    number = _coefficient(term)[0] if isinstance(term, Mul) else term
    return isinstance(number, Rational) and bool(number.q > 1 and number.q % TENTHS)


def _long_fraction(term: Basic) -> bool:
    """Whether a term is a fraction that is no short decimal, or has one before its letters."""
    value = tree.evaluated(term) if not term.free_symbols else _coefficient(term)[0] if isinstance(term, Mul) else S.One
    return isinstance(value, Rational) and not short(value)


def _exponent(power: Pow) -> Expr:
    """x^1.4, but the root of x."""
    n = power.args[1]
    if isinstance(n, Rational):
        return n if n.is_Integer or n.q <= LARGEST_ROOT or not power.args[0].free_symbols else _written(n)
    return n


def _root_below(factor: Expr) -> bool:
    if not (isinstance(factor, Pow) and factor.args[1].is_negative):
        return False
    return any(isinstance(p, Pow) and isinstance(p.args[1], Rational) and p.args[1].q == HALF for p in preorder_traversal(factor))


def _surds_below(rest: list[Expr]) -> bool:
    below = (f for f in rest if isinstance(f, Pow) and f.args[1].is_negative and not f.free_symbols)
    return any(not tree.evaluated(f).is_Rational for f in below)
