"""An evaluated expression as one writes it: sums by falling degree, products with the fraction bar in its place."""

from __future__ import annotations

from sympy import Add, Expr, Function, Integer, Mul, Pow, Rational, S, exp

from tutor.trees import tree
from tutor.trees.heads import Inert


def written(expr: Expr, below: bool = True) -> Expr:
    """The held tree of an evaluated expression; with `below` e to a negative power stands below the line."""
    match expr:
        case Inert():
            return expr
        case Add():
            terms = expr.as_ordered_terms()
            first = next((k for k, t in enumerate(terms) if not t.could_extract_minus_sign()), 0)
            terms = [terms[first], *terms[:first], *terms[first + 1 :]]
            return tree.total(*(written(t, below) for t in terms))
        case Mul():
            over, under = _sides(expr, below)
            if under:
                sign, top = _product(over, below)
                whole = tree.quotient(top, _product(under, below)[1])
                return tree.negative(whole) if sign < 0 else whole
            sign, whole = _product(over, below)
            return tree.negative(whole) if sign < 0 else whole
        case exp() if expr.args[0].could_extract_minus_sign():
            return tree.apply(exp, written(expr.args[0], below))
        case Pow(args=(base, n)) if isinstance(n, Rational) and n.is_negative:
            return tree.quotient(S.One, written(base**-n, below))
        case Pow() | Function():
            return tree.rebuild(expr, tuple(written(a, below) for a in expr.args))
    return expr


def _sides(expr: Mul, below: bool) -> tuple[list[Expr], list[Expr]]:
    """The factors above and below the line; a number is not multiplied into a sum."""
    over: list[Expr] = []
    under: list[Expr] = []
    for f in expr.as_ordered_factors():
        base, n = f.as_base_exp() if not isinstance(f, exp) else (f, S.One)
        if isinstance(f, Rational):
            over += [Integer(f.p)] if f.p != 1 else []
            under += [Integer(f.q)] if f.q != 1 else []
        elif below and isinstance(f, exp) and f.args[0].could_extract_minus_sign():
            under.append(exp(-f.args[0]))
        elif isinstance(n, Rational) and n.is_negative:
            under.append(base**-n)
        else:
            over.append(f)
    return over, under


def _product(factors: list[Expr], below: bool) -> tuple[int, Expr]:
    """The sign and the held product without it."""
    number: Expr = Mul(*(f for f in factors if f.is_Integer))
    rest = [written(f, below) for f in factors if not f.is_Integer]
    front = [] if abs(number) == 1 and rest else [abs(number)]
    return (-1 if number < 0 else 1), tree.product(*front, *rest)
