"""Exact numbers as one writes them: 4 sqrt(5)/5, not (4/5) sqrt(5)."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Mul, Rational, S

from tutor.trees import tree


def written(number: Expr) -> Expr:
    """A held tree of the same value: one fraction for a product, a positive term first in a sum. What holds letters stays as it is."""
    if number.free_symbols:
        return number
    match number:
        case Add():
            terms = sorted(number.args, key=lambda t: (t.could_extract_minus_sign(), not t.is_Rational))
            return tree.total(*map(written, terms))
        case Mul():
            return _fraction(number)
    return number


def _fraction(number: Mul) -> Expr:
    coefficient, rest = number.as_coeff_Mul()
    if not isinstance(coefficient, Rational):
        return number
    over: list[Expr] = [] if abs(coefficient.p) == 1 else [Integer(abs(coefficient.p))]
    under: list[Expr] = [] if coefficient.q == 1 else [Integer(coefficient.q)]
    for f in Mul.make_args(rest):
        base, e = f.as_base_exp()
        (under if e.is_Rational and e.is_negative else over).append(base**-e if e.is_Rational and e.is_negative else f)
    if coefficient.is_negative:
        over = [-over[0], *over[1:]] if over and over[0].is_Integer else [S.NegativeOne, *over]
    if not under:
        return tree.product(*over)
    return tree.product(*over, tree.power(tree.product(*under), -1))
