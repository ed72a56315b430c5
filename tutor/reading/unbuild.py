"""SymPy objects back to the reader's tree: what `build` makes, undone, so that a solved answer can be compared with a typed one."""

from __future__ import annotations

from typing import Literal

import sympy
from sympy import Basic
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.errors import Unsupported
from tutor.reading import syntax
from tutor.reading.build import FUNCTIONS, RELATIONS
from tutor.reading.syntax import (
    Apply,
    Call,
    Const,
    Factorial,
    IntegralNode,
    Neg,
    Node,
    Num,
    Pow,
    Prod,
    Quot,
    Relation,
    Rows,
    Series,
    Sign,
    Sum,
    Sym,
    Tup,
)
from tutor.trees.heads import Equation, Int, LogBase, MatrixOf, Norm, Rounded, Slot, Vector
from tutor.trees.zero_of import DIGITS, ZeroOf

_NAMES = {made: name for name, made in FUNCTIONS.items()}
_SIGNS: dict[type[Basic], Sign] = {made: sign for sign, made in RELATIONS.items()}
_ATOMS: dict[Basic, Node] = {
    sympy.E: Const("e"), sympy.pi: Const("pi"), sympy.I: Const("i"), sympy.oo: Const("oo"), -sympy.oo: Neg(Const("oo")),
}  # fmt: skip


def tree_of(expr: Basic) -> Node:
    """The reader's tree of a held or evaluated object. `Unsupported` for a class that the reader has no node for."""
    if expr in _ATOMS:
        return _ATOMS[expr]
    match expr:
        case sympy.Integer():
            return Num(str(expr)) if expr >= 0 else Neg(Num(str(-expr)))
        case sympy.Rational():
            shown = Quot(Num(str(abs(expr.p))), Num(str(expr.q)))
            return Neg(shown) if expr < 0 else shown
        case sympy.Float():
            return Num(str(expr)) if expr >= 0 else Neg(Num(str(-expr)))
        case Rounded():
            return tree_of(expr.near)
        case sympy.CRootOf() | ZeroOf():
            return tree_of(expr.evalf(DIGITS))
        case sympy.Symbol():
            return Sym(expr.name)
        case sympy.Add():
            return Sum(_all(expr.args))
        case sympy.Mul(args=(sympy.Number() as first, *rest)) if first < 0:  # y - z, not y + (-1) z
            left = tuple(rest) if first == -1 else (-first, *rest)
            return Neg(_product(left) if len(left) > 1 else tree_of(left[0]))
        case sympy.Mul():
            return _product(expr.args)
        case sympy.Pow():
            base, exponent = expr.args
            if exponent == sympy.Rational(1, 2):
                return Call("sqrt", (tree_of(base),))
            if exponent.is_Rational and exponent < 0:
                return Quot(Num("1"), tree_of(sympy.Pow(base, -exponent, evaluate=False)) if exponent != -1 else tree_of(base))
            return Pow(tree_of(base), tree_of(exponent))
        case sympy.exp():
            return Pow(Const("e"), tree_of(expr.args[0]))
        case sympy.factorial():
            return Factorial(tree_of(expr.args[0]))
        case sympy.Abs():
            return syntax.Abs(tree_of(expr.args[0]))
        case AppliedUndef():
            return Apply(expr.func.__name__, _all(expr.args))
        case Slot():
            applied = expr.applied
            if len(applied.args) == 1:
                return Apply(applied.func.__name__, _all(applied.args), len(expr.slots))
            letters = tuple(map(str, expr.names))
            return Apply(applied.func.__name__, _all(applied.args), 0, tuple(letters[k] for k in expr.slots), letters=letters)
        case sympy.Derivative(expr=AppliedUndef() as applied, variables=by) if set(by) <= set(applied.args) == applied.free_symbols:
            return tree_of(Slot(applied, map(applied.args.index, by), applied.args))
        case LogBase():
            return Call("log", (tree_of(expr.argument), tree_of(expr.base)))
        case Norm():
            return syntax.Norm(tree_of(expr.args[0]))
        case Vector():
            return Tup(_all(expr.args), "<", ">")
        case sympy.Tuple():
            return Tup(_all(expr.args), "{", "}")
        case MatrixOf():
            return Rows(tuple(_all(r) for r in expr.rows))
        case Equation():
            return Relation((tree_of(expr.left), tree_of(expr.right)), ("=",))
        case Relational():
            return Relation(_all(expr.args), (_SIGNS[type(expr)],))
        case Int() if expr.is_definite:
            low, high = map(tree_of, expr.limits)
            return IntegralNode(tree_of(expr.expr), expr.variable.name, low, high)
        case sympy.Integral() if len(expr.limits) == 1 and len(expr.limits[0]) in (1, 3):
            variable, *ends = expr.limits[0]
            lower, upper = map(tree_of, ends) if ends else (None, None)
            return IntegralNode(tree_of(expr.function), variable.name, lower, upper)
        case sympy.Sum() | sympy.Product() if len(expr.limits) == 1:
            index, lower, upper = expr.limits[0]
            word: Literal["sum", "prod"] = "sum" if isinstance(expr, sympy.Sum) else "prod"
            return Series(word, tree_of(expr.function), index.name, tree_of(lower), tree_of(upper))
        case sympy.Function() if type(expr) in _NAMES:
            return Call(_NAMES[type(expr)], _all(expr.args))
        case sympy.Max() | sympy.Min():
            return Call(_NAMES[type(expr)], _all(expr.args))
    raise Unsupported(f"cannot compare answers with {type(expr).__name__} yet")


def _product(args: tuple[Basic, ...]) -> Node:
    """A product; one with fractions among its factors as a quotient, 625π/2, as it is written."""
    parts = [_fraction(a) for a in args]
    under = [sympy.Integer(p[1]) for p in parts if p is not None]
    if not under:
        return Prod(_all(args))
    over = [a if p is None else sympy.Integer(p[0]) for a, p in zip(args, parts, strict=True) if p is None or p[0] != 1]
    above, below = (Prod(_all(tuple(side))) if len(side) > 1 else tree_of(side[0]) for side in (over or [sympy.S.One], under))
    return Quot(above, below)


def _fraction(factor: Basic) -> tuple[int, int] | None:
    """Numerator and denominator of a positive fraction, also of 1/2 as it is held; None for another factor."""
    if isinstance(factor, sympy.Pow) and factor.exp == -1 and factor.base.is_Integer and factor.base > 1:
        return 1, int(factor.base)
    return (factor.p, factor.q) if isinstance(factor, sympy.Rational) and factor.q != 1 and factor.p > 0 else None


def _all(args: tuple[Basic, ...]) -> tuple[Node, ...]:
    return tuple(map(tree_of, args))
