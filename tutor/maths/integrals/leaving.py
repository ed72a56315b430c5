"""The form in which an antiderivative is left: a sum of terms, constant factors multiplied in, nothing factored."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Function, Mul, S, Symbol, atan, fraction, tan, together

from tutor.maths.limits import written as elsewhere
from tutor.trees import tree


def spread(held: Expr, x: Symbol) -> Expr:
    """A held sum whose terms are no sums times a constant any more, in its order; arctan(tan x) is x, but for a constant."""
    return tree.total(*(part for t in tree.terms(held) for part in _parts(_unwound(tree.evaluated(t)), x)))


def _unwound(value: Expr) -> Expr:
    return value.xreplace({a: a.args[0].args[0] for a in value.atoms(atan) if isinstance(a.args[0], tan)})


def _parts(value: Expr, x: Symbol | None) -> list[Expr]:
    """The terms of a value: with a constant factor multiplied in; without a variable only with a number."""
    if isinstance(value, Add):
        return [p for t in value.args for p in _parts(t, x)]
    constant, moving = value.as_coeff_Mul() if x is None else value.as_independent(x, as_Add=False)
    if isinstance(moving, Add) and not constant.is_Add:
        return [p for t in moving.args for p in _parts(constant * t, x)]
    return [value]


def over_one_line(held: Expr) -> Expr:
    """Functions of a sum over a number with one line: arctan((x + 1)/3); without fractions in a bracket: (2x - 1)/3."""
    if not held.args:
        return held
    args = tuple(map(over_one_line, held.args))
    if isinstance(held, Function | Abs) and len(args) == 1 and isinstance(args[0], Mul):
        whole = [a.primitive() if isinstance(a, Add) else (S.One, a) for a in Mul.make_args(tree.evaluated(args[0]))]
        if any(number != 1 for number, _ in whole):
            args = (elsewhere.written(Mul(*(n for n, _ in whole)) * Mul(*(a for _, a in whole))),)
    if isinstance(held, Function | Abs) and len(args) == 1 and isinstance(args[0], Add):
        over, under = fraction(together(tree.evaluated(args[0])))
        if under.is_Integer and under > 1:
            args = (tree.quotient(elsewhere.written(over), under),)
    return tree.rebuild(held, args)


def without_brackets(held: Expr) -> Expr:
    """A held sum with the numbers before brackets in it multiplied in: -1 - (t ln t - t)."""
    return tree.total(*(part for t in tree.terms(held) for part in _parts(tree.evaluated(t), None)))
