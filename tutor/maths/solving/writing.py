"""How an equation is put on the page: numbers to the right, x^2 = y rather than x^2 - y = 0."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy import Add, Basic, Expr, Mul, S

from tutor.trees.heads import Equation


@lru_cache(maxsize=20_000)
def equation_of(expr: Expr) -> Equation:
    """`expr = 0` as one writes it."""
    if not isinstance(expr, Add):
        if expr.is_Rational:
            return Equation(S.Zero, abs(expr))
        return Equation(expr.as_coeff_Mul()[1], S.Zero)  # 2 x y = 0 is x y = 0
    number, rest = expr.as_coeff_Add()
    terms = Add.make_args(rest)
    if number is not S.Zero:
        return Equation(-rest, number) if _negative(_leading(rest)) else Equation(rest, -number)
    if len(terms) == 2:
        a, b = _in_order(terms)
        if _negative(a) != _negative(b):
            return Equation(a, -b) if _negative(b) else Equation(b, -a)
    if _negative(_leading(rest)):
        expr = Add(*(-t for t in terms))
    return Equation(expr, S.Zero)


def is_product(equation: Equation) -> bool:
    """Whether an equation says that a product is 0: 2 x y = 0 needs no factoring."""
    return equation.right.is_zero is True and not isinstance(equation.left, Add)


def product_of(factors: Sequence[Expr]) -> Equation:
    """`f g h = 0`."""
    return Equation(Mul(*factors), S.Zero)


@lru_cache(maxsize=20_000)
def size(expr: Basic) -> int:
    """How many symbols and signs a formula has."""
    return 1 + sum(map(size, expr.args)) if expr.args else 1


def _in_order(terms: Sequence[Expr]) -> tuple[Expr, Expr]:
    a, b = terms
    first, second = ((len(t.free_symbols), t.count_ops()) for t in terms)
    return (a, b) if first < second or (first == second and str(a) <= str(b)) else (b, a)


def _leading(expr: Expr) -> Expr:
    return expr.as_ordered_terms()[0]


def _negative(term: Expr) -> bool:
    return bool(term.could_extract_minus_sign())
