"""A function on a curve u = 0: what u occurs in becomes simpler, as x^2 + y^2 is 4 on a circle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from sympy import Basic, Expr, PolynomialError, Symbol, expand, reduced


def modulo(f: Expr, u: Expr, variables: Sequence[Symbol], letter: Symbol) -> Expr | None:
    """F with F = f where the letter stands for u, and simpler than f where it is 0; None where nothing becomes simpler."""
    if not u.is_polynomial(*variables):
        return None
    found = _within(f, u, variables, letter)
    return None if found == f else found


def _within(f: Basic, u: Expr, variables: Sequence[Symbol], letter: Symbol) -> Basic:
    if not f.free_symbols & set(variables):
        return f
    if isinstance(f, Expr) and f.is_polynomial(*variables):
        return _polynomial(f, u, variables, letter)
    args = tuple(_within(a, u, variables, letter) for a in f.args)
    return f.func(*args) if args != f.args else f


def _polynomial(f: Expr, u: Expr, variables: Sequence[Symbol], letter: Symbol) -> Expr:
    """Remainder plus quotient times the letter, by the order of the variables that leaves least to write."""
    best, least = f, f.count_ops()
    for order in permutations(variables):
        try:
            (quotient,), rest = reduced(expand(f), [expand(u)], *order, order="grlex")
        except PolynomialError:
            return f
        if quotient != 0 and rest.count_ops() < least:
            best, least = rest + quotient * letter, rest.count_ops()
    return best
