"""An evaluated expression as one writes it: sums by falling degree, products with the fraction bar in its place."""

from __future__ import annotations

from sympy import Add, Expr, Function, Mul, Pow, Rational, S, exp, fraction

from tutor.trees import tree
from tutor.trees.heads import Inert


def written(expr: Expr) -> Expr:
    """The held tree of an evaluated expression."""
    match expr:
        case Inert():
            return expr
        case Add():
            terms = expr.as_ordered_terms()
            first = next((k for k, t in enumerate(terms) if not t.could_extract_minus_sign()), 0)
            terms = [terms[first], *terms[:first], *terms[first + 1 :]]
            return tree.total(*map(written, terms))
        case Mul():
            over, under = fraction(expr)
            if under is not S.One:
                if over.could_extract_minus_sign() and not isinstance(over, Add):
                    return tree.negative(tree.quotient(written(-over), written(under)))
                return tree.quotient(written(over), written(under))
            number, rest = expr.as_coeff_Mul()
            factors = [written(f) for f in rest.as_ordered_factors()]
            if number is S.One:
                return tree.product(*factors)
            if number is S.NegativeOne:
                return tree.negative(tree.product(*factors))
            return tree.product(written(number), *factors)
        case exp() if expr.args[0].could_extract_minus_sign():
            return tree.apply(exp, written(expr.args[0]))
        case Pow(args=(base, n)) if isinstance(n, Rational) and n.is_negative:
            return tree.quotient(S.One, written(base**-n))
        case Pow() | Function():
            return tree.rebuild(expr, tuple(map(written, expr.args)))
    return expr
