"""Numbers put in the place of letters in a held tree, written as one would have typed it: a x^2 with a = -1 is -x^2.

Only what touches such a letter changes; everything else keeps its order and its spelling.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Basic, Expr, Function, Integer, Mul, Pow, Rational, S, Symbol

from tutor.trees import tree

Values = Mapping[Symbol, Expr]


def place(expr: Basic, values: Values) -> Basic:
    """The tree with the values in it. Ones, zeros and double signs are gone; `zoo` stands where something is divided by 0."""
    if isinstance(expr, Symbol):
        return values.get(expr, expr)
    if not expr.args or not (expr.free_symbols & values.keys()):
        return expr
    args = tuple(place(a, values) for a in expr.args)
    match expr:
        case Add():
            return _sum(args)
        case Mul():
            return _product(args)
        case Pow():
            return _power(*args)
        case Function():
            return _number(tree.rebuild(expr, args))
    return tree.rebuild(expr, args)


def _number(expr: Basic) -> Basic:
    """A rational number where the tree comes to one, else the tree: ln 1 is 0, and sin 2 stays."""
    if expr.free_symbols:
        return expr
    value = tree.evaluated(expr)
    return value if isinstance(value, Rational) or value in (S.ComplexInfinity, S.NaN) else expr


def _sum(args: tuple[Expr, ...]) -> Expr:
    """Without zeros; plain numbers are one number, where the last of them stood."""
    listed = list(tree.terms(tree.total(*args)))
    numbers = [t for t in listed if isinstance(t, Rational)]
    if len(numbers) > 1:
        last = max(k for k, t in enumerate(listed) if isinstance(t, Rational))
        listed[last] = Add(*numbers)
        listed = [t for k, t in enumerate(listed) if k == last or not isinstance(t, Rational)]
    return tree.total(*(t for t in listed if t is not S.Zero))


def _product(args: tuple[Expr, ...]) -> Expr:
    """One number in front, the denominators together at the end."""
    over: list[Expr] = []
    under: list[Expr] = []
    number: Expr = S.One
    for f in tree.factors(tree.product(*args)):
        if f.is_Number:
            number *= f
        elif isinstance(f, Pow) and f.exp is S.NegativeOne:
            for g in tree.factors(f.base):
                if g.is_Number:
                    number /= g
                else:
                    under.append(g)
        else:
            over.append(f)
    if not isinstance(number, Rational):  # zoo or nan: something divides by 0
        return number
    if number is S.Zero:
        return number
    top, bottom = Integer(abs(number.p)), Integer(number.q)
    front = ([] if top is S.One and over else [top]) + over
    if number < 0:
        front = [-top, *over] if front[0] is top else [S.NegativeOne, *front]
    below = ([] if bottom is S.One else [bottom]) + under
    if not over and not under:
        return number
    return tree.product(*front, tree.power(tree.product(*below), -1)) if below else tree.product(*front)


def _power(base: Expr, exponent: Expr) -> Basic:
    if exponent is S.Zero or base is S.One:
        return S.One
    if exponent is S.One:
        return base
    if exponent is S.NegativeOne and isinstance(base, Mul | Pow):
        return _product((tree.power(base, -1),))
    return _number(tree.power(base, exponent))
